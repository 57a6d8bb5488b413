import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { defaultServerConditions, defaultClientConditions } from 'vite'

/** Our own packages are bundled from their sources, so that a build needs no other build before it. */
const ours = ['@asinx-pay/core', '@asinx-pay/sandbox']
const source = '@asinx-pay/source'
const node = {
  resolve: { conditions: [source, ...defaultServerConditions] },
  ssr: { resolve: { conditions: [source, ...defaultServerConditions] } },
}
/**
 * What several pages share is two files: dozens of small ones, one for each set of pages that share something, would
 * each be asked for before the first row. Calendars and charts are for few pages and stay by themselves.
 */
const isHeavy = /[\\/](date-picker|date-picker-panel|time-picker|dayjs|uplot)[\\/]|[\\/]charts?[\\/]|day-chart/
const notHeavy = (id: string): boolean => !isHeavy.test(id)
const shared = [
  { name: 'base', test: notHeavy, minShareCount: 10 },
  { name: 'common', test: notHeavy, minShareCount: 3 },
]
const here = (path: string): string => new URL(path, import.meta.url).pathname

export default defineConfig({
  main: {
    ...node,
    build: {
      outDir: 'out/main',
      externalizeDeps: { exclude: ours },
      // The host of a browser is built beside: it starts several times as fast as its sources, which are many.
      rollupOptions: {
        input: { index: here('src/main/electron/index.ts'), 'browser/index': here('src/main/browser/index.ts') },
      },
    },
  },
  preload: {
    ...node,
    build: {
      outDir: 'out/preload',
      // A sandboxed preload is one CommonJS file: it can neither import nor require anything but electron.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: here('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('src/renderer'),
    resolve: { conditions: [source, ...defaultClientConditions] },
    plugins: [vue()],
    build: {
      outDir: here('out/renderer'),
      emptyOutDir: true,
      // All of the text is read before the first row.
      minify: true,
      // The policy allows no data: fonts and no inline script.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: { index: here('src/renderer/index.html'), browser: here('src/renderer/browser.html') },
        output: { codeSplitting: { groups: shared } },
      },
    },
  },
})

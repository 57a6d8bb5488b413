import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { build, defaultClientConditions } from 'vite'

const root = new URL('..', import.meta.url).pathname

/** Builds the renderer on the fake bridge into a folder of its own, with the settings of the real build. */
export async function buildFake(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'asinx-console-'))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [vue()],
    resolve: { conditions: ['@asinx-pay/source', ...defaultClientConditions] },
    build: {
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: join(root, 'test/fake.html') },
    },
  })
  return outDir
}

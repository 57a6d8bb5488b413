import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import type { ViteUserConfig } from 'vitest/config'

const conditions = ['@asinx-pay/source', 'module', 'node', 'development|production']

/** What all tests of the console have in common: sources are read straight from the packages. */
export const shared = {
  plugins: [vue()],
  resolve: {
    conditions,
    // The real one starts a download when plain Node imports it.
    alias: { electron: fileURLToPath(new URL('test/no-electron.ts', import.meta.url)) },
  },
  ssr: { resolve: { conditions } },
} satisfies ViteUserConfig

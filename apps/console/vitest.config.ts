import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const conditions = ['@asinx-pay/source', 'module', 'node', 'development|production']

export default defineConfig({
  plugins: [vue()],
  resolve: {
    conditions,
    // The real one starts a download when plain Node imports it.
    alias: { electron: fileURLToPath(new URL('test/no-electron.ts', import.meta.url)) },
  },
  ssr: { resolve: { conditions } },
  test: {
    name: 'console',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})

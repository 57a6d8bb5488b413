import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const conditions = ['@asinx-pay/source', 'module', 'node', 'development|production']

export default defineConfig({
  plugins: [vue()],
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name: 'console',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 30_000,
  },
})

import { defineConfig } from 'vitest/config'
import { shared } from './vitest.shared.ts'

export default defineConfig({
  ...shared,
  test: {
    name: 'console',
    include: ['src/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})

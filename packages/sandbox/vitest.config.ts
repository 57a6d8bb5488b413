import { defineProject } from 'vitest/config'

const conditions = ['@asinx-pay/source', 'node', 'import', 'module', 'default']

export default defineProject({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  // A guard against what hangs, not a measure of speed: the machine may be busy.
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    name: 'sandbox',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
  },
})

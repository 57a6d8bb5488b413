import { defineProject } from 'vitest/config'

/** Workspace packages run from their sources; the rest is what Vite itself defaults to. */
const conditions = ['@asinx-pay/source', 'module', 'node', 'development|production']

export default defineProject({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  // A guard against what hangs, not a measure of speed: the machine may be busy.
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    name: 'core',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
  },
})

import { defineProject } from 'vitest/config'

const conditions = ['@asinx-pay/source', 'node', 'import', 'module', 'default']

/** Whole systems: one file at a time, each with ports of its own. */
export default defineProject({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name: 'system',
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 600_000,
  },
})

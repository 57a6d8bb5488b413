import { defineProject } from 'vitest/config'

/** Workspace packages run from their sources; the rest is what Vite itself defaults to. */
const conditions = ['@asinx-pay/source', 'module', 'node', 'development|production']

export default defineProject({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { name: 'core', include: ['src/**/*.test.ts', 'test/**/*.test.ts'] },
})

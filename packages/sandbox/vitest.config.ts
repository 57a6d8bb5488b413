import { defineProject } from 'vitest/config'

const conditions = ['@asinx-pay/source', 'node', 'import', 'module', 'default']

export default defineProject({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { name: 'sandbox', include: ['src/**/*.test.ts'] },
})

import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { shared } from '../vitest.shared.ts'

/** The built console in a real Chromium. */
export default defineConfig({
  ...shared,
  test: {
    name: 'console-pages',
    include: ['**/*.test.ts'],
    globalSetup: fileURLToPath(new URL('build.ts', import.meta.url)),
    testTimeout: 300_000,
    hookTimeout: 60_000,
    // Each file starts a browser of its own.
    maxWorkers: 2,
  },
})

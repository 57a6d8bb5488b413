/**
 * Test data for everything that talks to the API: notifies and replies by their rows, and forgeries of notifies.
 * Deterministic by seed. Needs node:crypto; not for shipped code.
 * @module
 */
export { createForger, type Forger, type ForgerOptions } from './testing/forger.ts'
export {
  createTestData,
  sealTestNotify,
  sealTestReply,
  type Overrides,
  type TestData,
  type TestDataOptions,
  type TestNotify,
} from './testing/test-data.ts'
export type { Fill } from './testing/values.ts'

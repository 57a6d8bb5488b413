/**
 * The ASINX PAY API simulated on one machine: stateful, signed, encrypted, with notifies.
 * @module
 */
export { demoCredentials } from './demo-credentials.ts'
export type { Listening, ListenOptions } from './listen.ts'
export { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts'
export { seedDemo } from './seed-demo.ts'

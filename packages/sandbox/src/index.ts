/**
 * The ASINX PAY API simulated on one machine: stateful, signed, encrypted, with notifies.
 * @module
 */
export { demoCredentials } from './demo-credentials.ts'
export { callFaults, notifyFaults, type CallFaultKind, type FaultKind } from './faults/kinds.ts'
export type { PlannedFault } from './faults/book.ts'
export { maxFaults, readFaults, type CallFault, type Fault, type NotifyFault } from './faults/plan.ts'
export type { ClockControl, ClockState } from './clock-control.ts'
export { eventKinds, type EventKind, type EventQuery, type SandboxEvent } from './events.ts'
export type { Listening, ListenOptions } from './listen.ts'
export { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts'
export { seedDemo } from './seed-demo.ts'

import type { Nothing } from './common.ts'

/** The simulated API this console explores. `outside`: one that was given; the console neither starts nor stops it. */
export interface SandboxState {
  state: 'outside' | 'running' | 'stopped'
  /** Where its API answers, or would. */
  baseUrl: string
  /** Its control page; null while it is stopped. */
  controlUrl: string | null
}

export interface SandboxCommands {
  'sandbox.explore': { input: Nothing; output: { profileId: string } }
  'sandbox.start': { input: Nothing; output: SandboxState }
  'sandbox.stop': { input: Nothing; output: SandboxState }
  /** Shows its control page in the person's browser, where the page cannot do so itself. */
  'sandbox.open': { input: Nothing; output: null }
}

export interface SandboxViews {
  sandbox: { params: Nothing; output: SandboxState }
}

export interface SandboxEvents {
  'sandbox.changed': null
}

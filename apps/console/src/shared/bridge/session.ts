import type { Assets } from './home.ts'
import type { Nothing } from './common.ts'

export type Environment = 'sandbox' | 'test' | 'live'
export type Locale = 'en' | 'zh'
export type Theme = 'light' | 'dark' | 'system'

/** A merchant and environment as the renderer may know it: never the secret. */
export interface ProfileSummary {
  id: string
  name: string
  environment: Environment
  baseUrl: string
  appId: string
  /** Whether the secret can be read now. `unreadable`: the keychain is locked, or the secret is gone. */
  secret: 'keychain' | 'memory' | 'unreadable'
}

export interface VaultState {
  kind: 'keychain' | 'memory'
  /** Why secrets are kept in memory only, where they are. */
  reason?: string
}

export interface Session {
  profiles: ProfileSummary[]
  activeProfileId: string | null
  vault: VaultState
  /** Address to give to the vendor or the sandbox as notify URL; null when the receiver could not start. */
  receiverUrl: string | null
  locale: Locale
  theme: Theme
  host: 'electron' | 'browser'
}

export interface SessionCommands {
  'profile.add': {
    input: { name: string; environment: Environment; baseUrl: string; appId: string; appSecret: string }
    output: { profileId: string }
  }
  'profile.test': { input: { profileId: string }; output: Assets }
  'profile.use': { input: { profileId: string }; output: null }
  'profile.remove': { input: { profileId: string }; output: null }
  'sandbox.explore': { input: Nothing; output: { profileId: string } }
  'settings.set': { input: { locale?: Locale; theme?: Theme }; output: null }
}

export interface SessionViews {
  session: { params: Nothing; output: Session }
}

export interface SessionEvents {
  'session.changed': null
}

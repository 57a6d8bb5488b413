import type { Nothing } from './common.ts'
import type { Assets } from './home.ts'

export type Environment = 'sandbox' | 'test' | 'live'

/** What a profile may spend, as decimal text in USD; null: no limit. A day is one of UTC. */
export interface ProfileLimits {
  largestRecharge: string | null
  rechargePerDay: string | null
}

/** A merchant and environment as the renderer may know it: never the secret. */
export interface ProfileSummary {
  id: string
  name: string
  environment: Environment
  baseUrl: string
  appId: string
  /** Whether the secret can be read now. `unreadable`: the keychain is locked, or the secret is gone; `asking`: no answer yet. */
  secret: 'keychain' | 'memory' | 'unreadable' | 'asking'
  /** The secret before the last rotation is kept, so that what still comes under it opens. */
  hasPrevious: boolean
  limits: ProfileLimits
  /** An active card with less on it, in its own currency, needs attention; null: the usual amount. `0`: none does. */
  lowBelow: string | null
  /** Decimal text in USD: its recharges of this day. */
  spentToday: string
  /** For a live profile: until when it may do more than read; null: it only reads. */
  writableUntil: number | null
}

export interface VaultState {
  kind: 'keychain' | 'memory' | 'asking'
  /** Why secrets are kept in memory only, where they are. */
  reason?: string
}

export interface ProfileCommands {
  'profile.add': {
    input: { name: string; environment: Environment; baseUrl: string; appId: string; appSecret: string }
    output: { profileId: string }
  }
  'profile.test': { input: { profileId: string }; output: Assets }
  'profile.use': { input: { profileId: string }; output: null }
  'profile.remove': { input: { profileId: string }; output: null }
  /** A secret is needed when the host changes, as it is bound to that. */
  'profile.change': {
    input: { profileId: string; name: string; baseUrl: string; appSecret?: string }
    output: null
  }
  'profile.limit': { input: { profileId: string } & ProfileLimits; output: null }
  'profile.watch': { input: { profileId: string; lowBelow: string | null }; output: null }
  /** A new secret; the one before it still opens notifies and replies until it is dropped. */
  'profile.rotate': { input: { profileId: string; appSecret: string }; output: null }
  'profile.dropPrevious': { input: { profileId: string }; output: null }
  /** The same secret once more, where the keychain lost it. */
  'profile.enterSecret': { input: { profileId: string; appSecret: string }; output: null }
  /** Lets a live profile do more than read, for a while. */
  'live.unlock': { input: { profileId: string; reason: string; minutes?: number }; output: { until: number } }
  'live.lock': { input: { profileId: string }; output: null }
  /** Asks the keychain anew about what it did not answer. */
  'vault.retry': { input: Nothing; output: null }
}

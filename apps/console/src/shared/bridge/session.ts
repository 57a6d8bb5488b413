import type { Nothing } from './common.ts'
import type { IdleMinutes } from '../idle.ts'
import type { LockState } from './lock.ts'
import type { ProfileSummary, VaultState } from './profiles.ts'

export type Locale = 'en' | 'zh'
export type Theme = 'light' | 'dark' | 'system'

export interface Session {
  profiles: ProfileSummary[]
  activeProfileId: string | null
  vault: VaultState
  /** Address to give to the vendor or the sandbox as notify URL; null when the receiver could not start. */
  receiverUrl: string | null
  locale: Locale
  theme: Theme
  /** Null: it is open. */
  lock: LockState
  /** Minutes without anybody after which it locks; 0: never. */
  idleMinutes: IdleMinutes
  /** The first tour was seen or left. */
  toured: boolean
  /** Notifies that came while no secret could be read, and wait to be opened. */
  sealedNotifies: number
  host: 'electron' | 'browser'
}

export interface SessionCommands {
  'settings.set': {
    input: { locale?: Locale; theme?: Theme; idleMinutes?: IdleMinutes; toured?: 'yes' }
    output: null
  }
}

export interface SessionViews {
  session: { params: Nothing; output: Session }
}

export interface SessionEvents {
  'session.changed': null
}

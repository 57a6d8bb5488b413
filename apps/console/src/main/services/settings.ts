import type { Locale, Theme } from '../../shared/bridge.ts'
import type { IdleMinutes } from '../../shared/idle.ts'
import type { RetentionDays } from '../../shared/retention.ts'
import type { Database } from './database.ts'

/** What a person chose for this computer; never a secret. */
interface SettingValues {
  locale: Locale
  theme: Theme
  activeProfileId: string
  /** The sandbox runs inside the console, and starts with it. */
  ownSandbox: 'yes'
  /** Minutes without anybody after which the console locks; `0`: never. */
  idleMinutes: IdleMinutes
  /** Public half of the pair of keys that notifies are kept under, base64. */
  boxKey: string
  /** The first tour was seen or left. */
  toured: 'yes'
  /** Readings of transactions that have not come to their end, as JSON: profile to when it began. */
  transactionRuns: string
  /** For how many days a kind of entry is kept. */
  'keep.requests': RetentionDays
  'keep.notifies': RetentionDays
  'keep.transactions': RetentionDays
  'keep.audit': RetentionDays
  /** Absent: notifies are announced on the desktop. */
  desktopNotifies: 'off'
}

export interface Settings {
  get<N extends keyof SettingValues>(name: N): SettingValues[N] | undefined
  set<N extends keyof SettingValues>(name: N, value: SettingValues[N] | undefined): void
}

export function createSettings(db: Database): Settings {
  return {
    get<N extends keyof SettingValues>(name: N) {
      const row = db.get<{ value: string }>('select value from settings where name = $name', { name })
      return row?.value as SettingValues[N] | undefined
    },
    set(name, value) {
      if (value === undefined) db.run('delete from settings where name = $name', { name })
      else
        db.run('insert into settings values ($name, $value) on conflict (name) do update set value = excluded.value', {
          name,
          value,
        })
    },
  }
}

import type { LockState } from '../../shared/bridge.ts'
import type { IdleMinutes } from '../../shared/idle.ts'
import type { Audit, Clock } from '../ports.ts'
import type { EventHub } from './events.ts'
import type { Settings } from './settings.ts'

/** Who or what locked the console. */
export type LockCause = Exclude<LockState, null>['by']

/** Locks the console: whoever comes back has to open it, and until then nobody reads, calls or sends anything. */
export interface Lock {
  state(): LockState
  lock(by: LockCause): void
  unlock(): void
  /** Somebody is at the console. */
  active(): void
  /** Locks when nobody has been there for the time that was chosen. */
  tick(): void
  /** Called when it locks and when it opens. */
  onChange(listener: (isLocked: boolean) => void): void
  idleMinutes(): IdleMinutes
}

export const defaultIdleMinutes: IdleMinutes = '15'
const minuteMs = 60_000

export interface LockPorts {
  settings: Settings
  events: EventHub
  audit: Audit
  now: Clock
}

export function createLock({ settings, events, audit, now }: LockPorts): Lock {
  let state: LockState = null
  let lastSeen = now()
  const listeners: ((isLocked: boolean) => void)[] = []
  const idleMinutes = (): IdleMinutes => settings.get('idleMinutes') ?? defaultIdleMinutes

  function change(next: LockState): void {
    state = next
    for (const listener of listeners) listener(next !== null)
    events.emit('lock.changed', { isLocked: next !== null })
    events.emit('session.changed', null)
  }

  function lock(by: LockCause): void {
    if (state !== null) return
    audit.note('console.locked', { by })
    change({ since: now(), by })
  }

  return {
    state: () => state,
    lock,
    unlock() {
      if (state === null) return
      lastSeen = now()
      audit.note('console.unlocked', {})
      change(null)
    },
    active() {
      lastSeen = now()
    },
    tick() {
      const minutes = Number(idleMinutes())
      if (minutes > 0 && now() - lastSeen >= minutes * minuteMs) lock('idle')
    },
    onChange: (listener) => void listeners.push(listener),
    idleMinutes,
  }
}

import { endpointOf, type EndpointKey } from '@asinx-pay/core'
import { ConsoleError } from '../errors.ts'
import type { Audit, Clock } from '../ports.ts'
import type { EventHub } from './events.ts'
import type { Profile } from './profiles.ts'

/** Live profiles read only, except for a while after a person opened one and said why. Nothing of it outlives the run. */
export interface LiveGuard {
  /** @throws ConsoleError `live_read_only` */
  require(profile: Profile, endpoint: EndpointKey): void
  /** Whether calls that change something may leave now. */
  mayWrite(profile: Profile): boolean
  open(profile: Profile, asked: { reason: string; minutes: number }): void
  close(profileId: string): void
  closeAll(): void
  /** Milliseconds since 1970, or null: it only reads. */
  openUntil(profileId: string): number | null
}

const minuteMs = 60_000

export function createLiveGuard({ audit, events, now }: { audit: Audit; events: EventHub; now: Clock }): LiveGuard {
  const until = new Map<string, number>()
  const openUntil = (profileId: string): number | null => {
    const end = until.get(profileId)
    return end !== undefined && end > now() ? end : null
  }
  const mayWrite = ({ id, environment }: Profile): boolean => environment !== 'live' || openUntil(id) !== null
  return {
    openUntil,
    mayWrite,
    require(profile, endpoint) {
      if (endpointOf(endpoint).effect !== 'read' && !mayWrite(profile))
        throw new ConsoleError(
          'live_read_only',
          `${profile.name} is a live profile: it only reads until it is unlocked.`,
        )
    },
    open({ id, environment }, { reason, minutes }) {
      if (environment !== 'live') return
      until.set(id, now() + minutes * minuteMs)
      audit.note('live.unlocked', { profileId: id, reason, minutes })
      events.emit('session.changed', null)
    },
    close(profileId) {
      if (openUntil(profileId) !== null) audit.note('live.locked', { profileId })
      until.delete(profileId)
      events.emit('session.changed', null)
    },
    closeAll: () => until.clear(),
  }
}

import { refused } from './refusal.ts'
import type { World } from './world.ts'

/** Furthest the clock can be moved at once: ten years, in milliseconds. */
const maxAdvanceMs = 10 * 366 * 86_400_000

/** How the clock stands. */
export interface ClockState {
  /** Milliseconds since 1970, UTC. */
  now: number
  /** The same as text. */
  iso: string
  /** How far ahead of the real clock it is, in milliseconds. */
  offset: number
  frozen: boolean
}

/** The sandbox's clock for those outside of it. What is due on the way happens at its own time. */
export interface ClockControl {
  state(): ClockState
  /** @throws Error when it would go back although something has happened */
  set(time: number): ClockState
  /** @throws Error for no whole number of milliseconds above 0, or more than ten years */
  advance(ms: number): ClockState
  /** Stands still from now on. */
  freeze(): ClockState
  /** Goes on from where it stands. */
  resume(): ClockState
}

type Steered = Pick<World, 'bank' | 'goTo'>

export function createClockControl(world: Steered): ClockControl {
  const { clock, events, store } = world.bank
  const state = (): ClockState => ({
    now: clock.now(),
    iso: new Date(clock.now()).toISOString(),
    offset: clock.offset(),
    frozen: clock.isFrozen(),
  })
  function change(event: string, act: () => void): ClockState {
    store.transaction(() => {
      act()
      const { iso: now, frozen } = state()
      events.add('clock', { event, now, frozen })
    })
    return state()
  }
  return {
    state,
    set: (time) =>
      change('set', () => {
        if (time < clock.now() && events.list({ limit: 1 }).length > 0)
          throw refused(
            'Once something has happened the clock only goes forward; reset the sandbox or restore a snapshot.',
          )
        world.goTo(time)
      }),
    advance: (ms) =>
      change('advance', () => {
        if (!Number.isSafeInteger(ms) || ms < 1 || ms > maxAdvanceMs)
          throw refused(`ms must be a whole number from 1 to ${maxAdvanceMs}.`)
        world.goTo(clock.now() + ms)
      }),
    freeze: () => change('freeze', clock.freeze),
    resume: () => change('resume', clock.resume),
  }
}

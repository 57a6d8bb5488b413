import { refused } from '../refusal.ts'
import type { World } from '../world.ts'
import type { Action } from './actions.ts'
import { whole, type Input } from './input.ts'

/** Furthest the clock can be moved at once: ten years, in milliseconds. */
const maxAdvanceMs = 10 * 366 * 86_400_000

export const clockState = ({ bank: { clock } }: World) => ({
  now: clock.now(),
  iso: new Date(clock.now()).toISOString(),
  offset: clock.offset(),
  frozen: clock.isFrozen(),
})

/** A time as milliseconds or ISO text. */
function readTime({ at }: Input): number {
  const time = typeof at === 'string' && !/^\d+$/.test(at) ? Date.parse(at) : Number(at)
  if (!Number.isSafeInteger(time) || time < 0)
    throw refused('at must be a time in milliseconds or as 2026-01-31T12:00:00Z.')
  return time
}

function set(world: World, input: Input): unknown {
  const { clock, events } = world.bank
  const time = readTime(input)
  if (time < clock.now() && events.list({ limit: 1 }).length > 0)
    throw refused('Once something has happened the clock only goes forward; reset the sandbox or restore a snapshot.')
  world.goTo(time)
  return clockState(world)
}

const change =
  (event: string, act: (world: World, input: Input) => void): Action =>
  (world, input) => {
    act(world, input)
    const state = clockState(world)
    world.bank.events.add('clock', { event, now: state.iso, frozen: state.frozen })
    return state
  }

export const clockActions: Record<string, Action> = {
  '/clock/set': change('set', set),
  '/clock/advance': change('advance', (world, input) =>
    world.goTo(world.bank.clock.now() + whole(input, 'ms', [1, maxAdvanceMs])),
  ),
  '/clock/freeze': change('freeze', ({ bank }) => bank.clock.freeze()),
  '/clock/resume': change('resume', ({ bank }) => bank.clock.resume()),
}

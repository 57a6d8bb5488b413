import { setTimeout as delay } from 'node:timers/promises'

/** Waits so long, or less when it is stopped. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>

/** The wait of the running process. */
export const waitFor: Wait = async (ms, signal) => {
  // Stopped is not failed: who waits looks at the signal.
  await delay(ms, undefined, { signal }).catch(() => undefined)
}

/** Lets one through at a time, so many in a second and no burst after a pause. */
export function createPace({ perSecond, now, wait }: { perSecond: number; now: () => number; wait: Wait }) {
  const gapMs = 1000 / perSecond
  let free = 0
  return async (signal: AbortSignal): Promise<void> => {
    const at = Math.max(now(), free)
    free = at + gapMs
    const ms = Math.ceil(at - now())
    if (ms > 0) await wait(ms, signal)
  }
}

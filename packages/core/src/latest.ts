import { endpointOf } from './endpoints/index.ts'
import type { CallRequest } from './call.ts'

/** Commands whose state is being set, each under the key of what it sets, and the number of the latest one. */
export interface Latest {
  /** Enters a command; tells from then on whether a later one of the same kind has come. */
  enter(request: CallRequest): { isSuperseded: () => boolean; leave: () => void }
}

/**
 * A card that is frozen and at once unfrozen must not end frozen because the first command is tried again, so a later
 * command ends the tries of an earlier one. A kind is kept while any command of it is under way, the earlier ones too.
 */
export function createLatest(): Latest {
  const kinds = new Map<string, { latest: symbol; underWay: number }>()
  return {
    enter({ endpoint, input }) {
      const member = endpointOf(endpoint).latestWins
      if (member === undefined) return { isSuperseded: () => false, leave: () => undefined }
      const key = `${endpoint} ${String((input as Record<string, unknown> | undefined)?.[member])}`
      const mine = Symbol(endpoint)
      const kind = kinds.get(key) ?? { latest: mine, underWay: 0 }
      kind.latest = mine
      kind.underWay++
      kinds.set(key, kind)
      return {
        isSuperseded: () => kind.latest !== mine,
        leave: () => void (--kind.underWay === 0 && kinds.delete(key)),
      }
    },
  }
}

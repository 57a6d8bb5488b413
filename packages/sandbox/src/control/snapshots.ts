import type { Action } from './actions.ts'

/** Keeping, restoring and emptying the whole state. They end what was going on, so each commits for itself. */
export const snapshotActions: Record<string, Action> = {
  '/snapshots': (world) => ({ id: world.snapshot() }),
  '/snapshots/:id/restore': (world, _, id) => {
    world.restore(Number(id))
    return { id: Number(id) }
  },
  '/snapshots/:id/remove': (world, _, id) => {
    world.snapshots.remove(Number(id))
    return {}
  },
  '/reset': (world) => {
    world.reset()
    return {}
  },
}

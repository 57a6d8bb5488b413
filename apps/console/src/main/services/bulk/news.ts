/** A window need not hear of more: it asks anew after each. */
const quietMs = 200

/** Passes news of runs on at once, and what comes soon after as one. */
export function createNews(emit: (run: number) => void): (run: number) => void {
  const pending = new Map<number, { again: boolean }>()
  return function changed(run) {
    const before = pending.get(run)
    if (before) {
      before.again = true
      return
    }
    const state = { again: false }
    pending.set(run, state)
    emit(run)
    setTimeout(() => {
      pending.delete(run)
      if (state.again) changed(run)
    }, quietMs).unref()
  }
}

/** Most askers that are remembered; the one that asked longest ago is forgotten first. */
export const maxAskers = 20

/** Gives each question of an asker a signal that its next question aborts: nobody waits for the older answer. */
export function createLatestOnly(): (asker: string) => AbortSignal {
  const askers = new Map<string, AbortController>()
  return (asker) => {
    askers.get(asker)?.abort()
    askers.delete(asker)
    const controller = new AbortController()
    askers.set(asker, controller)
    const [oldest] = askers.keys()
    if (askers.size > maxAskers && oldest !== undefined) askers.delete(oldest)
    return controller.signal
  }
}

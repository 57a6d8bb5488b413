import type { EventName, Events } from '../../shared/bridge.ts'

type Listener = <E extends EventName>(event: E, news: Events[E]) => void

/** Carries news from the services to whatever shows them. */
export interface EventHub {
  emit: Listener
  /** Returns the way to stop listening. */
  subscribe(listener: Listener): () => void
}

export function createEventHub(): EventHub {
  const listeners = new Set<Listener>()
  return {
    emit(event, news) {
      for (const listener of listeners) listener(event, news)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

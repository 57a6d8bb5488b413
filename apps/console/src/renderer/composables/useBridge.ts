import { inject, type InjectionKey, ref, type Ref } from 'vue'
import { consoleErrorAdvice } from '../../shared/console-errors.ts'
import type { Bridge, Crossing } from '../../shared/bridge.ts'

export interface GuardedBridge extends Bridge {
  /** False once a call got no answer at all; true again with the next answer. */
  readonly connected: Readonly<Ref<boolean>>
}

export const bridgeKey: InjectionKey<GuardedBridge> = Symbol('bridge')

/** Reactive proxies can't cross to another process; what crosses is plain JSON anyway. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

const lost = {
  ok: false,
  error: {
    code: 'connection_lost',
    message: 'The console does not answer.',
    advice: consoleErrorAdvice.connection_lost,
    problems: [],
  },
} as const satisfies Crossing<never>

/** A bridge that never rejects: no answer becomes the failure `connection_lost`, and shows in `connected`. */
export function guardBridge(bridge: Bridge): GuardedBridge {
  const connected = ref(true)
  async function settled<T>(ask: () => Promise<Crossing<T>>): Promise<Crossing<T>> {
    try {
      const crossing = await ask()
      connected.value = crossing.ok || crossing.error.code !== lost.error.code
      return crossing
    } catch {
      connected.value = false
      return lost
    }
  }
  return {
    connected,
    call: (endpoint, input) => settled(() => bridge.call(endpoint, plain(input))),
    command: (name, input) => settled(() => bridge.command(name, plain(input))),
    query: (view, params) => settled(() => bridge.query(view, plain(params))),
    on: (event, listener) => bridge.on(event, listener),
  }
}

export function useBridge(): GuardedBridge {
  const bridge = inject(bridgeKey)
  if (!bridge) throw new Error('The console was mounted without a bridge.')
  return bridge
}

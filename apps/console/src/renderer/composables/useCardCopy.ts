import { shallowRef, watch, type ShallowRef } from 'vue'
import type { BridgeError, CardSecret } from '../../shared/bridge.ts'
import { mayLook } from '../lib/clipboard.ts'
import { useBridge } from './useBridge.ts'

export type CardCopy =
  | { state: 'idle' }
  | { state: 'copying' }
  /** `stays`: this page may not look at the clipboard, so nothing takes it off again. */
  | { state: 'copied'; seconds: number; stays: boolean }
  | { state: 'refused' }
  | { state: 'failed'; error: BridgeError }

/** Copies a member of a card without showing it. In the desktop application it never enters the page. */
export function useCardCopy(cardId: () => number): {
  copying: ShallowRef<CardCopy>
  copy: (what: CardSecret) => Promise<void>
} {
  const bridge = useBridge()
  const copying = shallowRef<CardCopy>({ state: 'idle' })

  async function ask(what: CardSecret): Promise<CardCopy> {
    const crossing = await bridge.command('card.copy', { userBankcardId: cardId(), what })
    if (!crossing.ok) return { state: 'failed', error: crossing.error }
    const seconds = Math.round(crossing.value.clearAfterMs / 1000)
    if (crossing.value.state === 'copied') return { state: 'copied', seconds, stays: false }
    try {
      await navigator.clipboard.writeText(crossing.value.text)
    } catch {
      return { state: 'refused' }
    }
    return { state: 'copied', seconds, stays: !(await mayLook()) }
  }

  watch(cardId, () => (copying.value = { state: 'idle' }))
  return {
    copying,
    async copy(what) {
      if (copying.value.state === 'copying') return
      copying.value = { state: 'copying' }
      copying.value = await ask(what)
    },
  }
}

import { useEventListener, useIntervalFn } from '@vueuse/core'
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { BridgeError, Commands } from '../../shared/bridge.ts'
import { useBridge } from './useBridge.ts'

type Secrets = Commands['card.reveal']['output']

export type Reveal =
  | { state: 'hidden' }
  | { state: 'asking' }
  | { state: 'shown'; secrets: Secrets; secondsLeft: number }
  | { state: 'failed'; error: BridgeError }

/** Shows a card's number for a while. It lives in this one place and goes with the timer, the page or the card. */
export function useReveal(cardId: () => number): {
  reveal: ShallowRef<Reveal>
  show: () => Promise<void>
  hide: () => void
} {
  const bridge = useBridge()
  const reveal = shallowRef<Reveal>({ state: 'hidden' })
  let until = 0

  const timer = useIntervalFn(
    () => {
      const left = until - performance.now()
      if (left <= 0) hide()
      else if (reveal.value.state === 'shown') reveal.value = { ...reveal.value, secondsLeft: Math.ceil(left / 1000) }
    },
    250,
    { immediate: false },
  )
  function hide(): void {
    timer.pause()
    reveal.value = { state: 'hidden' }
  }
  async function show(): Promise<void> {
    const asked = cardId()
    reveal.value = { state: 'asking' }
    const crossing = await bridge.command('card.reveal', { userBankcardId: asked })
    if (reveal.value.state !== 'asking' || asked !== cardId()) return
    if (!crossing.ok) {
      reveal.value = { state: 'failed', error: crossing.error }
      return
    }
    until = performance.now() + crossing.value.hideAfterMs
    reveal.value = {
      state: 'shown',
      secrets: crossing.value,
      secondsLeft: Math.ceil(crossing.value.hideAfterMs / 1000),
    }
    timer.resume()
  }
  watch(cardId, hide)
  useEventListener(document, 'visibilitychange', () => document.hidden && hide())
  onScopeDispose(hide)
  return { reveal, show, hide }
}

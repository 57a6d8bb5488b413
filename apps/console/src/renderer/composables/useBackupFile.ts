import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { BridgeError } from '../../shared/bridge.ts'
import { useBridge } from './useBridge.ts'

/** A backup that was chosen; in a browser it is on its way to the console, or has come there. */
export type ChosenBackup =
  { state: 'none' } | { state: 'sending' } | { state: 'chosen'; name: string; bytes: number } | { state: 'lost' }

/** Chooses a backup: the desktop application asks itself, a page in a browser sends what was picked. */
export function useBackupFile(): {
  chosen: Ref<ChosenBackup>
  failure: ShallowRef<BridgeError | null>
  ask: () => Promise<void>
  send: (file: File) => Promise<void>
} {
  const bridge = useBridge()
  const chosen = ref<ChosenBackup>({ state: 'none' })
  const failure = shallowRef<BridgeError | null>(null)

  async function choose() {
    const crossing = await bridge.command('data.choose', {})
    failure.value = crossing.ok ? null : crossing.error
    return crossing.ok ? crossing.value : null
  }
  return {
    chosen,
    failure,
    async ask() {
      const answer = await choose()
      if (answer?.state === 'chosen') chosen.value = answer
    },
    async send(file) {
      chosen.value = { state: 'sending' }
      const answer = await choose()
      if (answer?.state !== 'awaited') return
      const isThere = await fetch(answer.href, { method: 'POST', body: file }).then(
        ({ ok }) => ok,
        () => false,
      )
      chosen.value = isThere ? { state: 'chosen', name: file.name, bytes: file.size } : { state: 'lost' }
    },
  }
}

import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { BridgeError, Commands } from '../../shared/bridge.ts'
import { download } from '../lib/download.ts'
import { useBridge } from './useBridge.ts'

type FileCommand = 'bulk.export' | 'bulk.template'

/** Has a file made and hands it to the person. */
export function useSaved(): {
  /** Where it went; null where the browser keeps it, and before. */
  path: Ref<string | null>
  isBusy: Ref<boolean>
  failure: ShallowRef<BridgeError | null>
  save: <N extends FileCommand>(name: N, input: Commands[N]['input']) => Promise<void>
} {
  const bridge = useBridge()
  const path = ref<string | null>(null)
  const isBusy = ref(false)
  const failure = shallowRef<BridgeError | null>(null)
  return {
    path,
    isBusy,
    failure,
    async save(name, input) {
      isBusy.value = true
      path.value = null
      const crossing = await bridge.command(name, input)
      isBusy.value = false
      failure.value = crossing.ok ? null : crossing.error
      if (!crossing.ok) return
      if (crossing.value.state === 'offered') download(crossing.value.href)
      if (crossing.value.state === 'saved') path.value = crossing.value.path
    },
  }
}

import { useEventListener } from '@vueuse/core'
import { onMounted, onScopeDispose } from 'vue'
import { isMarked } from '../lib/clipboard.ts'
import { useBridge } from './useBridge.ts'

/** Takes off the page's clipboard what may stay there no longer. A page without the focus cannot, and does so with it. */
export function useClipboardDuty(): void {
  const bridge = useBridge()

  async function clear(): Promise<void> {
    const due = await bridge.query('clipboardDue', {})
    if (!due.ok || due.value === null) return
    try {
      if (await isMarked(due.value, await navigator.clipboard.readText())) await navigator.clipboard.writeText('')
    } catch {
      if (!document.hasFocus()) return
    }
    await bridge.command('clipboard.settled', { salt: due.value.salt })
  }

  onMounted(clear)
  onScopeDispose(bridge.on('clipboard.due', () => void clear()))
  useEventListener(window, 'focus', () => void clear())
}

import { shallowRef, type ShallowRef } from 'vue'
import type { BridgeError, BulkReading } from '../../shared/bridge.ts'
import { maxBulkLength, type BulkKind } from '../../shared/bulk.ts'
import { useBridge } from './useBridge.ts'

export type BulkFile =
  | { state: 'choosing' | 'reading' | 'tooLong' | 'unread' }
  | { state: 'refused'; refusal: Exclude<BulkReading, { state: 'read' }> }
  | { state: 'failed'; error: BridgeError }

/** Bytes that one UTF-16 unit may take in a file. */
const bytesPerUnit = 4

/** A file for a run: read here, checked by the main process, which makes the draft. */
export function useBulkFile(kind: () => BulkKind): {
  state: ShallowRef<BulkFile>
  /** The draft that was made; null when there is none. */
  read: (file: File | undefined) => Promise<number | null>
} {
  const bridge = useBridge()
  const state = shallowRef<BulkFile>({ state: 'choosing' })

  async function textOf(file: File): Promise<string | null> {
    try {
      return file.size > maxBulkLength * bytesPerUnit ? null : await file.text()
    } catch {
      return ''
    }
  }

  return {
    state,
    async read(file) {
      if (!file || state.value.state === 'reading') return null
      state.value = { state: 'reading' }
      const text = await textOf(file)
      if (text === '' && file.size > 0) return ((state.value = { state: 'unread' }), null)
      if (text === null || text.length > maxBulkLength) return ((state.value = { state: 'tooLong' }), null)
      const crossing = await bridge.command('bulk.read', { kind: kind(), name: file.name, text: text || '\n' })
      if (!crossing.ok) return ((state.value = { state: 'failed', error: crossing.error }), null)
      if (crossing.value.state === 'read') return crossing.value.run
      state.value = { state: 'refused', refusal: crossing.value }
      return null
    },
  }
}

import { computed, onScopeDispose, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { BridgeError, Crossing, ImportKind, ImportRow, ImportSheet } from '../../shared/bridge.ts'
import { maxImportLength } from '../../shared/limits.ts'
import { useBridge, type GuardedBridge } from './useBridge.ts'

/** A row that was not taken, and why. */
export interface Refused {
  line: number
  error: BridgeError
}

export type Import =
  | { state: 'choosing' }
  | { state: 'reading' }
  | { state: 'tooLong' }
  | { state: 'failed'; error: BridgeError }
  | { state: 'read'; name: string; sheet: ImportSheet }
  | { state: 'running' | 'stopped' | 'done'; all: number; done: number; refused: readonly Refused[] }

const takers: Record<ImportKind, (bridge: GuardedBridge, row: ImportRow) => Promise<Crossing<unknown>>> = {
  users: (bridge, { values: { uid, email, note } }) =>
    bridge.command('user.add', { uid, ...(email !== undefined && { email }), ...(note !== undefined && { note }) }),
  cards: (bridge, { values: { uid, userBankcardId = 0 } }) => bridge.command('card.add', { uid, userBankcardId }),
}

/** A file of users or cards: read first, then taken row by row, so that it can be watched and stopped. */
export function useImport(kind: () => ImportKind): {
  state: ShallowRef<Import>
  isRunning: ComputedRef<boolean>
  read: (file: File | undefined) => Promise<void>
  start: () => Promise<void>
  stop: () => void
  reset: () => void
} {
  const bridge = useBridge()
  const state = shallowRef<Import>({ state: 'choosing' })
  let isStopping = false

  async function read(file: File | undefined): Promise<void> {
    if (!file) return
    state.value = { state: 'reading' }
    const text = file.size > maxImportLength * 4 ? null : await file.text()
    if (text === null || text.length > maxImportLength) return void (state.value = { state: 'tooLong' })
    const crossing = await bridge.command('import.read', { kind: kind(), text: text || '\n' })
    state.value = crossing.ok
      ? { state: 'read', name: file.name, sheet: crossing.value }
      : { state: 'failed', error: crossing.error }
  }
  async function start(): Promise<void> {
    if (state.value.state !== 'read') return
    const { rows } = state.value.sheet
    const refused: Refused[] = []
    isStopping = false
    for (const [index, row] of rows.entries()) {
      state.value = { state: 'running', all: rows.length, done: index, refused: [...refused] }
      const crossing = await takers[kind()](bridge, row)
      if (!crossing.ok) refused.push({ line: row.line, error: crossing.error })
      if (isStopping) return void (state.value = { state: 'stopped', all: rows.length, done: index + 1, refused })
    }
    state.value = { state: 'done', all: rows.length, done: rows.length, refused }
  }
  const stop = (): void => void (isStopping = true)
  onScopeDispose(stop)
  return {
    state,
    isRunning: computed(() => state.value.state === 'running'),
    read,
    start,
    stop,
    reset: () => (state.value = { state: 'choosing' }),
  }
}

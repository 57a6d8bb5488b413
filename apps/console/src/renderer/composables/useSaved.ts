import { computed, shallowRef, type ComputedRef } from 'vue'
import type { CommandName, Commands, Saved } from '../../shared/bridge.ts'
import { download } from '../lib/download.ts'
import { useCommand, type Running } from './useCommand.ts'
import { useText } from './useText.ts'

/** Commands that make a file. */
type FileCommand = { [N in CommandName]: Commands[N]['output'] extends Saved ? N : never }[CommandName]

export interface Saving extends Pick<Running, 'isBusy' | 'failure'> {
  /** Where it went; null where the browser keeps it, and before. */
  path: ComputedRef<string | null>
  /** The same in words; null before, and when a person chose no place. */
  note: ComputedRef<string | null>
  /** Whether a file was made. */
  save: <N extends FileCommand>(name: N, input: Commands[N]['input']) => Promise<boolean>
  forget: () => void
}

/** Has a file made and hands it to the person; shares the command of a form that does more than that. */
export function useSaved({ isBusy, failure, run }: Running = useCommand()): Saving {
  const { t } = useText()
  const saved = shallowRef<Saved | null>(null)
  const forget = (): void => void (saved.value = null)
  const note = computed(() => {
    if (saved.value === null || saved.value.state === 'cancelled') return null
    return saved.value.state === 'saved' ? t('common.savedAs', { path: saved.value.path }) : t('common.offered')
  })
  return {
    isBusy,
    failure,
    path: computed(() => (saved.value?.state === 'saved' ? saved.value.path : null)),
    note,
    forget,
    async save(name, input) {
      forget()
      const answer = (await run(name, input)) as Saved | 'done' | null
      if (answer === null || answer === 'done') return false
      saved.value = answer
      if (answer.state === 'offered') download(answer.href)
      return answer.state !== 'cancelled'
    },
  }
}

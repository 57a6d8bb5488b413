import { shallowRef, type ShallowRef } from 'vue'

export type Copying = 'idle' | 'copied' | 'refused'

/** How long "copied" stays, in milliseconds. */
const shownMs = 2_000

/** Puts text without secrets on the clipboard. */
export function useCopy(): { copying: ShallowRef<Copying>; copy: (text: string) => Promise<void> } {
  const copying = shallowRef<Copying>('idle')
  let timer: number | undefined
  async function copy(text: string): Promise<void> {
    window.clearTimeout(timer)
    try {
      await navigator.clipboard.writeText(text)
      copying.value = 'copied'
    } catch {
      copying.value = 'refused'
    }
    timer = window.setTimeout(() => (copying.value = 'idle'), shownMs)
  }
  return { copying, copy }
}

import { onKeyStroke } from '@vueuse/core'

const control = 'a, button, summary'
const typing = 'input, textarea, select, [contenteditable="true"], [role="combobox"]'
const overlay =
  'dialog[open], .el-overlay:not([style*="display: none"]) [role="dialog"], .el-overlay:not([style*="display: none"]) .el-drawer'

/** Whether a plain key belongs to something else: a field, an open dialog, or a browser shortcut. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true
  const target = event.target
  return (target instanceof Element && target.closest(typing) !== null) || document.querySelector(overlay) !== null
}

interface Options {
  /** Leaves the key to whatever on the page wants it. */
  isLast?: boolean
  /** Also leave the key to a focused link or button, which Enter presses. */
  onlyOnPage?: boolean
}

/** Plain keys that act while nothing is typed and no dialog is open. Stops with the component. */
export function useKeys(
  actions: Readonly<Record<string, () => void>>,
  { onlyOnPage = false, isLast = false }: Options = {},
): void {
  const act = (event: KeyboardEvent): void => {
    if (isTaken(event)) return
    if (onlyOnPage && (event.target as Element | null)?.closest(control)) return
    event.preventDefault()
    actions[event.key]?.()
  }
  // The window hears a key after the document.
  onKeyStroke(Object.keys(actions), act, { target: isLast ? window : document })
}

import { onKeyStroke } from '@vueuse/core'

const typing = 'input, textarea, select, [contenteditable="true"], [role="combobox"]'
const overlay = '.el-overlay:not([style*="display: none"]) [role="dialog"], .el-overlay:not([style*="display: none"]) .el-drawer'

/** Whether a plain key belongs to something else: a field, an open dialog, or a browser shortcut. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true
  return (event.target as Element | null)?.closest(typing) !== null || document.querySelector(overlay) !== null
}

/** Plain keys that act while nothing is typed and no dialog is open. Stops with the component. */
export function useKeys(actions: Readonly<Record<string, () => void>>): void {
  onKeyStroke(Object.keys(actions), (event) => {
    if (isTaken(event)) return
    event.preventDefault()
    actions[event.key]?.()
  })
}

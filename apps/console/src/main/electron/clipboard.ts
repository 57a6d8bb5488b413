import { clipboard } from 'electron'
import type { Clipboard } from '../ports.ts'

/** The clipboard of this computer. */
export const systemClipboard: Clipboard = {
  write: (text) => clipboard.writeText(text),
  async clearIf(isOurs) {
    if (isOurs(await clipboard.readText())) clipboard.clear()
  },
}

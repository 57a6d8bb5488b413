import type { ClipboardMark } from '../../shared/bridge.ts'

/** Whether text is what a mark was made of. */
export async function isMarked({ salt, digest }: ClipboardMark, text: string): Promise<boolean> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(salt + text)))
  return digest === Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Whether this page may look at the clipboard; a browser that asks for it does so now. */
export async function mayLook(): Promise<boolean> {
  try {
    await navigator.clipboard.readText()
    return true
  } catch {
    return false
  }
}

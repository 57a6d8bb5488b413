import { bundleOrigin } from './origin.ts'

/** What Electron says of whoever sent a message. */
export interface Sender {
  senderFrame: { url: string; parent: unknown } | null
}

/** Whether a message comes from the top frame of our own page; frames that are gone have no word. */
export function isOurWindow({ senderFrame }: Sender): boolean {
  if (senderFrame === null || senderFrame.parent !== null) return false
  // `origin` of a scheme of one's own is "null" in Node's URL, so its parts are compared.
  try {
    const { protocol, host } = new URL(senderFrame.url)
    return `${protocol}//${host}` === bundleOrigin
  } catch {
    return false
  }
}

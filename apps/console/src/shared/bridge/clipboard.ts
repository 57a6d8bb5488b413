import type { Nothing } from './common.ts'

/** A member of a card that may be copied. */
export type CardSecret = 'cardNo' | 'cardCvv' | 'expiryDate'

/** How something that is to be taken off the clipboard again got there. */
export type Copied =
  | { state: 'copied'; clearAfterMs: number }
  /** The page has to put it there itself, and keeps nothing of it. */
  | { state: 'handed'; text: string; clearAfterMs: number }

/** What was copied, told by a digest: hexadecimal SHA-256 of the salt and the text in UTF-8. */
export interface ClipboardMark {
  salt: string
  digest: string
}

export interface ClipboardCommands {
  'card.copy': { input: { userBankcardId: number; what: CardSecret }; output: Copied }
  /** A page took what has this salt off its clipboard, or found something else there. */
  'clipboard.settled': { input: { salt: string }; output: null }
}

export interface ClipboardViews {
  /** What a page is to take off its clipboard now. */
  clipboardDue: { params: Nothing; output: ClipboardMark | null }
}

export interface ClipboardEvents {
  'clipboard.due': null
}

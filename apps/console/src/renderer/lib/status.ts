import type { cardStatuses, NotifyType } from '@asinx-pay/core'
import type { JournalRow } from '../../shared/bridge.ts'

export type Tone = 'good' | 'wait' | 'bad' | 'doubt' | 'calm'
/** Shape beside the word, so that a status is read without its colour. */
export type Shape = 'disc' | 'half' | 'ring' | 'triangle' | 'square' | 'diamond'

export interface Look {
  tone: Tone
  shape: Shape
}

type CardStatus = keyof typeof cardStatuses

interface CardLook extends Look {
  /** Place on the life line; see `lifeSteps`. */
  step: number
  /** Whether a recharge can be sent; else the text that says why not. */
  recharge: 'yes' | 'cannotReview' | 'cannotRejected' | 'cannotClosed'
}

/** The stations every card passes. */
export const lifeSteps = ['AUDITING', 'AUDIT_PASS', 'TBA', 'ACTIVE', 'CLOSE'] as const satisfies readonly CardStatus[]

const cardLooks: Record<CardStatus, CardLook> = {
  AUDITING: { tone: 'wait', shape: 'ring', step: 0, recharge: 'cannotReview' },
  AUDIT_PASS: { tone: 'wait', shape: 'half', step: 1, recharge: 'cannotReview' },
  AUDIT_NOT_PASS: { tone: 'bad', shape: 'triangle', step: 0, recharge: 'cannotRejected' },
  TBA: { tone: 'doubt', shape: 'diamond', step: 2, recharge: 'yes' },
  ACTIVE_PROCESSING: { tone: 'wait', shape: 'half', step: 2, recharge: 'yes' },
  ACTIVE: { tone: 'good', shape: 'disc', step: 3, recharge: 'yes' },
  CLOSE_PROCESSING: { tone: 'wait', shape: 'half', step: 3, recharge: 'cannotClosed' },
  CLOSE: { tone: 'calm', shape: 'square', step: 4, recharge: 'cannotClosed' },
  EXCHANGE_PROCESSING: { tone: 'wait', shape: 'half', step: 3, recharge: 'cannotReview' },
}

/** How an unlisted status looks: the published list is open. */
const unlisted: CardLook = { tone: 'calm', shape: 'ring', step: 0, recharge: 'yes' }

export const cardLook = (status: string | null): CardLook =>
  status !== null && Object.hasOwn(cardLooks, status) ? cardLooks[status as CardStatus] : unlisted

export const journalLooks: Record<JournalRow['state'], Look> = {
  intended: { tone: 'doubt', shape: 'ring' },
  done: { tone: 'good', shape: 'disc' },
  declined: { tone: 'bad', shape: 'triangle' },
  unknown: { tone: 'doubt', shape: 'diamond' },
}

const rechargeLooks: Readonly<Record<string, Look>> = {
  SUCCESS: { tone: 'good', shape: 'disc' },
  FAILED: { tone: 'bad', shape: 'triangle' },
}
/** How a recharge or deposit looks; an unlisted status is not decided. */
export const rechargeLook = (status: string): Look => rechargeLooks[status] ?? { tone: 'wait', shape: 'half' }

/** States of the journal that still wait for their end. */
export const isOpen = (row: JournalRow): boolean => row.state === 'unknown' || row.state === 'intended'

export const notifyIcons: Record<NotifyType, 'key' | 'card' | 'receipt' | 'plus' | 'coin'> = {
  TRANSACTION_VERIFICATION_CODE: 'key',
  CARD_STATUS_CHANGE: 'card',
  TRANSACTION_CREATED: 'receipt',
  CARD_RECHARGE_RESULT: 'plus',
  COIN_RECHARGE_RESULT: 'coin',
}

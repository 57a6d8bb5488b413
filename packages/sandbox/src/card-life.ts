import type { cardStatuses } from '@asinx-pay/core'

export type CardStatus = keyof typeof cardStatuses

/** What can happen to a card. */
export type CardEvent =
  | 'approve'
  | 'reject'
  | 'reapply'
  | 'issue'
  | 'recharge'
  | 'startActivation'
  | 'activate'
  | 'failActivation'
  | 'setPin'
  | 'freeze'
  | 'startClose'
  | 'close'
  | 'failClose'
  | 'failCloseUnused'

/** The whole life of a card: what each status allows, and where it leads. What is not here is refused. */
export const cardLife = {
  AUDITING: { approve: 'AUDIT_PASS', reject: 'AUDIT_NOT_PASS' },
  AUDIT_NOT_PASS: { reapply: 'AUDITING' },
  AUDIT_PASS: { issue: 'TBA' },
  TBA: {
    recharge: 'TBA',
    startActivation: 'ACTIVE_PROCESSING',
    activate: 'ACTIVE',
    setPin: 'TBA',
    startClose: 'CLOSE_PROCESSING',
    close: 'CLOSE',
  },
  ACTIVE_PROCESSING: { recharge: 'ACTIVE_PROCESSING', activate: 'ACTIVE', failActivation: 'TBA' },
  ACTIVE: {
    recharge: 'ACTIVE',
    setPin: 'ACTIVE',
    freeze: 'ACTIVE',
    startClose: 'CLOSE_PROCESSING',
    close: 'CLOSE',
  },
  CLOSE_PROCESSING: { close: 'CLOSE', failClose: 'ACTIVE', failCloseUnused: 'TBA' },
  CLOSE: {},
  EXCHANGE_PROCESSING: {},
} as const satisfies Record<CardStatus, Partial<Record<CardEvent, CardStatus>>>

/** Where an event leads from a status; undefined where it is not allowed. */
export const nextStatus = (status: string, event: CardEvent): CardStatus | undefined =>
  (cardLife as Record<string, Partial<Record<CardEvent, CardStatus>>>)[status]?.[event]

/** Statuses in which the card number is still hidden. */
const hiddenNumber = new Set<string>(['AUDITING', 'AUDIT_NOT_PASS'] satisfies CardStatus[])

/** The card number as the API shows it: complete only after approval. */
export const shownNumber = (card: { status: string; pan: string }): string =>
  hiddenNumber.has(card.status) ? `${card.pan.slice(0, 6)} **** **** ****` : card.pan

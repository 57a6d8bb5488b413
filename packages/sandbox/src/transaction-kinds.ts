import type { authTypes, transactionStatuses, transactionTypes } from '@asinx-pay/core'

type Nature = 'VIRTUAL' | 'PHYSICAL'
export type TransactionType = keyof typeof transactionTypes
export type TransactionStatus = keyof typeof transactionStatuses

/** One kind of transaction, as plain data. */
interface TransactionKind {
  doc: string
  /** Which way the money goes from the card's view; `0` moves none. */
  sign: '+' | '-' | '0'
  /** The vendor's word by kind of card; a card without one has no such transaction. */
  type: { [N in Nature]?: TransactionType }
  authType?: keyof typeof authTypes
  /** It belongs to an earlier transaction: what it gives back, or what it is the fee of. */
  of?: 'purchase' | 'fee'
}

/**
 * What can happen on a card. Assumed where the vendor's tables only list words: a virtual card shares the word for a
 * recharge, and a physical one has a single word for every fee.
 */
export const transactionKinds = {
  topup: { doc: 'A recharge arrived.', sign: '+', type: { VIRTUAL: 'topup', PHYSICAL: 'topup' } },
  purchase: {
    doc: 'The card paid at a merchant.',
    sign: '-',
    type: { VIRTUAL: 'AUTH', PHYSICAL: 'charge' },
    authType: 'PURCHASE',
  },
  withdrawal: {
    doc: 'Cash was drawn at a machine.',
    sign: '-',
    type: { VIRTUAL: 'AUTH', PHYSICAL: 'withdraw' },
    authType: 'ATM',
  },
  query: { doc: 'A merchant asked whether the card is good.', sign: '0', type: { VIRTUAL: 'AUTH_QUERY' } },
  refund: {
    doc: 'A merchant gave back a purchase, or a part of it.',
    sign: '+',
    type: { VIRTUAL: 'REFUND', PHYSICAL: 'refund' },
    of: 'purchase',
  },
  reversal: { doc: 'A purchase was called off whole.', sign: '+', type: { VIRTUAL: 'REVERSAL' }, of: 'purchase' },
  credit: { doc: 'Money came in from outside.', sign: '+', type: { VIRTUAL: 'ORIGINAL_CREDIT', PHYSICAL: 'cashback' } },
  creditReversal: {
    doc: 'Money that came in from outside was taken back.',
    sign: '-',
    type: { VIRTUAL: 'ORIGINAL_CREDIT_REVERSAL' },
  },
  interest: { doc: 'Interest was paid.', sign: '+', type: { PHYSICAL: 'interest' } },
  transfer: { doc: 'Money was sent to another account.', sign: '-', type: { PHYSICAL: 'transfer' } },
  other: { doc: 'Something else was charged.', sign: '-', type: { PHYSICAL: 'other' } },
  monthFee: { doc: 'The fee of the month.', sign: '-', type: { VIRTUAL: 'FEE', PHYSICAL: 'fee' } },
  processFee: {
    doc: 'The fee of a declined authorisation.',
    sign: '-',
    type: { VIRTUAL: 'TRADE_PROCESS_FEE', PHYSICAL: 'fee' },
  },
  crossBorderFee: {
    doc: 'The fee of a purchase in another currency.',
    sign: '-',
    type: { VIRTUAL: 'TRADE_CROSS_BOARD_FEE', PHYSICAL: 'fee' },
  },
  refundFee: {
    doc: 'The fee of a refund.',
    sign: '-',
    type: { VIRTUAL: 'TRADE_REFUND_FEE', PHYSICAL: 'fee' },
  },
  feeReversal: { doc: 'A fee was given back.', sign: '+', type: { VIRTUAL: 'FEE_REVERSAL' }, of: 'fee' },
} as const satisfies Record<string, TransactionKind>

export type KindName = keyof typeof transactionKinds

/** What a control endpoint can make happen; the rest follows from recharges, months and other transactions. */
export const orderableKinds = [
  'purchase',
  'withdrawal',
  'query',
  'refund',
  'reversal',
  'credit',
  'creditReversal',
  'interest',
  'transfer',
  'other',
  'feeReversal',
] as const satisfies readonly KindName[]
export type OrderableKind = (typeof orderableKinds)[number]

/** The vendor's words for how a transaction stands: virtual cards use the upper-case ones, physical ones the others. */
export const statusWords = {
  VIRTUAL: { done: 'APPROVED', declined: 'DECLINED', held: 'APPROVED', voided: 'DECLINED' },
  PHYSICAL: { done: 'posted', declined: 'declined', held: 'pending', voided: 'vodi' },
} as const satisfies Record<Nature, Record<string, TransactionStatus>>

/** Statuses of transactions that have moved money. */
const moved = new Set<string>(['APPROVED', 'posted', 'pending'] satisfies TransactionStatus[])

/** Whether a transaction moved money. */
export const isDone = ({ transStatus }: { transStatus: string }): boolean => moved.has(transStatus)
export const kindOf = (name: KindName): TransactionKind => transactionKinds[name]

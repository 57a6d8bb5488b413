import type { transactionTypes } from '@asinx-pay/core'

/** What a transaction is to somebody who looks at spending. */
export type Movement = 'spend' | 'refund' | 'fee' | 'topup' | 'other'

export const movements = ['topup', 'spend', 'refund', 'fee', 'other'] as const satisfies readonly Movement[]

const movementOfType: Record<keyof typeof transactionTypes, Movement> = {
  AUTH: 'spend',
  AUTH_QUERY: 'other',
  REVERSAL: 'refund',
  REFUND: 'refund',
  FEE: 'fee',
  TRADE_PROCESS_FEE: 'fee',
  TRADE_CROSS_BOARD_FEE: 'fee',
  TRADE_REFUND_FEE: 'fee',
  FEE_REVERSAL: 'fee',
  ORIGINAL_CREDIT: 'refund',
  ORIGINAL_CREDIT_REVERSAL: 'refund',
  charge: 'spend',
  refund: 'refund',
  topup: 'topup',
  withdraw: 'spend',
  transfer: 'spend',
  cashback: 'refund',
  interest: 'other',
  fee: 'fee',
  other: 'other',
}

/** Ours for the published types; what the vendor names otherwise, or not at all, is `other`. */
export const movementOf = (type: string | null): Movement =>
  type !== null && Object.hasOwn(movementOfType, type) ? movementOfType[type as keyof typeof transactionTypes] : 'other'

/** The published types of a movement. */
export const typesOf = (movement: Movement): string[] =>
  Object.entries(movementOfType)
    .filter(([, one]) => one === movement)
    .map(([type]) => type)

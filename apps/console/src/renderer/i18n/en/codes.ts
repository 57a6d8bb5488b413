import type {
  authTypes,
  cardNetworks,
  orderStatuses,
  rechargeStatuses,
  transactionStatuses,
  transactionTypes,
} from '@asinx-pay/core'

type Words<T> = Record<keyof T, string>

/** English words for codes whose text by the vendor is a sentence, or no word that fits beside others. */
export const codes = {
  codes: {
    transactionStatuses: {
      APPROVED: 'Approved',
      DECLINED: 'Declined',
      pending: 'Pending',
      posted: 'Settled',
      declined: 'Declined',
      vodi: 'Cancelled',
    } satisfies Words<typeof transactionStatuses>,
    transactionTypes: {
      AUTH: 'Purchase',
      AUTH_QUERY: 'Authorisation query',
      REVERSAL: 'Reversal',
      REFUND: 'Refund',
      FEE: 'Fee',
      TRADE_PROCESS_FEE: 'Processing fee',
      TRADE_CROSS_BOARD_FEE: 'Cross-border fee',
      TRADE_REFUND_FEE: 'Refund fee',
      FEE_REVERSAL: 'Fee reversal',
      ORIGINAL_CREDIT: 'OTC refund',
      ORIGINAL_CREDIT_REVERSAL: 'OTC refund reversal',
      charge: 'Charge',
      refund: 'Refund',
      topup: 'Top-up',
      withdraw: 'Withdrawal',
      transfer: 'Transfer',
      cashback: 'Cashback',
      interest: 'Interest',
      fee: 'Fee',
      other: 'Other',
    } satisfies Words<typeof transactionTypes>,
    authTypes: { PURCHASE: 'Purchase', ATM: 'ATM withdrawal' } satisfies Words<typeof authTypes>,
    cardNetworks: { MASTER: 'Mastercard', VISA: 'Visa' } satisfies Words<typeof cardNetworks>,
    rechargeStatuses: { SUCCESS: 'Arrived', FAILED: 'Did not arrive' } satisfies Words<typeof rechargeStatuses>,
    orderStatuses: {
      PROCESSING: 'Not decided yet',
      SUCCESS: 'Arrived',
      FAILED: 'Did not arrive',
    } satisfies Words<typeof orderStatuses>,
  },
  answer: { approved: 'Approved' },
}

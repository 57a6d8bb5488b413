import { cardStatuses } from '../codes.ts'
import type { Field, Fields } from '../field.ts'

export const userBankcardId = {
  kind: 'integer',
  label: 'Card ID',
  doc: 'The card, as Apply for Card returned it (userBankcardId).',
  example: 137,
} as const satisfies Field

export const requestOrderId = {
  kind: 'text',
  label: 'Order Number',
  doc: 'Unique order number of a recharge or close, to follow it up by.',
  example: 'LM2312151602393234580',
} as const satisfies Field

export const cardNo = {
  kind: 'text',
  label: 'Card Number',
  doc: 'PAN of the card; complete only after approval, masked by the vendor before.',
  example: '424242 **** **** ****',
  optional: true,
  secret: true,
  mask: 'pan',
} as const satisfies Field

export const cardStatus = {
  kind: 'choice',
  label: 'Card Status',
  doc: 'Where the card is in its life.',
  options: cardStatuses,
} as const satisfies Field

export const monthFee = {
  kind: 'money',
  label: 'Monthly Fee',
  doc: 'Fee in USD taken on the 7th of each month.',
  example: '0.00',
  optional: true,
} as const satisfies Field

export const rechargeFee = {
  kind: 'rate',
  label: 'Recharge Fee Rate',
  doc: 'Part of a recharge kept as fee: 0.01 is one per cent.',
  example: '0.01',
  optional: true,
} as const satisfies Field

export const tag = {
  kind: 'text',
  label: 'Tag',
  doc: 'Your own text on the card; repeated in replies. A unique one lets a lost application be found again.',
  example: 'order-2026-0042',
  optional: true,
} as const satisfies Field

export const gateway = {
  kind: 'text',
  label: 'Gateway URL',
  doc: 'Page of the vendor to send the user to.',
  example: 'https://test.asinx.io/#/pages/member/kycInfo/kycInfo',
} as const satisfies Field

export const currency = {
  kind: 'text',
  label: 'Currency',
  doc: 'Currency code of the amounts.',
  example: 'USD',
  optional: true,
} as const satisfies Field

/** Members of every paged request. `total` of the reply never tells when to stop: a short page does. */
export const paging = {
  pageNum: {
    kind: 'integer',
    label: 'Page',
    doc: 'Which page, from 1; the vendor takes 1 when absent.',
    example: 1,
    optional: true,
  },
  pageSize: {
    kind: 'integer',
    label: 'Page Size',
    doc: 'Entries on a page; the vendor takes 10 when absent.',
    example: 10,
    optional: true,
  },
} as const satisfies Fields

/** The merchant's balance, the same from two endpoints. */
export const asset = {
  availableAmount: {
    kind: 'money',
    label: 'Available',
    doc: 'Money that can be spent.',
    example: '398.000000000000000000',
  },
  frozenAmount: {
    kind: 'money',
    label: 'Frozen',
    doc: 'Money held for pending recharges and applications.',
    example: '25.000000000000000000',
    optional: true,
  },
  currency,
} as const satisfies Fields

/** A transaction, alike in the list and inside its notify. */
export const transactionAmounts = {
  localCurrency: {
    kind: 'text',
    label: 'Card Currency',
    doc: 'Currency the card is kept in.',
    example: 'USD',
    optional: true,
  },
  localCurrencyAmt: {
    kind: 'money',
    label: 'Card Amount',
    doc: 'Amount in the card currency, signed: negative is spending.',
    example: '-24.27',
    optional: true,
  },
  transCurrency: {
    kind: 'text',
    label: 'Transaction Currency',
    doc: 'Currency the merchant charged in.',
    example: 'CNY',
    optional: true,
  },
  transCurrencyAmt: {
    kind: 'money',
    label: 'Transaction Amount',
    doc: 'Amount in the transaction currency, signed.',
    example: '-21.90',
    optional: true,
  },
} as const satisfies Fields

import { rechargeStatuses } from '../codes.ts'
import type { Endpoint } from '../endpoint.ts'
import { asset, paging } from './fields.ts'

export const account = {
  'account.asset': {
    path: '/account/asset',
    title: 'Get Account Balance',
    doc: "Returns the merchant's balance.",
    source: 'published',
    scope: 'merchant',
    effect: 'read',
    deprecated: "The vendor's Java demo marks it deprecated; use Get Merchant Balance.",
    request: {},
    response: asset,
  },
  'account.userRechargeList': {
    path: '/account/user/rechargeList',
    title: 'List Coin Deposits',
    doc: 'Lists deposits of digital currency by users.',
    source: 'published',
    scope: 'merchant',
    effect: 'read',
    list: true,
    paged: true,
    request: {
      uid: {
        kind: 'text',
        label: 'User ID',
        doc: 'Only deposits of this user.',
        example: 'ewaoaylm5ueywbib',
        optional: true,
      },
      symbol: {
        kind: 'text',
        label: 'Coin',
        doc: 'Only deposits of this coin.',
        example: 'USDT',
        optional: true,
        source: 'demo',
      },
      ...paging,
    },
    response: {
      amount: {
        kind: 'money',
        label: 'Coin Amount',
        doc: 'Amount in the coin.',
        example: '8.260569000000000000',
        optional: true,
      },
      createTime: {
        kind: 'instant',
        label: 'Created',
        doc: 'When it was made, in milliseconds.',
        example: 1692618341000,
        optional: true,
      },
      fee: { kind: 'money', label: 'Fee', doc: 'Fee of the deposit.', example: '0', optional: true },
      receiveUSDValue: {
        kind: 'money',
        label: 'Received (USD)',
        doc: 'What the account received in USD.',
        example: '8.26',
        optional: true,
      },
      rechargeStatus: {
        kind: 'choice',
        label: 'Deposit Status',
        doc: 'How the deposit ended.',
        options: rechargeStatuses,
        optional: true,
      },
      symbol: { kind: 'text', label: 'Coin', doc: 'Coin that was deposited.', example: 'USDT', optional: true },
      uid: { kind: 'text', label: 'User ID', doc: 'User who deposited.', example: 'ewao6vdunfdllre7', optional: true },
    },
  },
} as const satisfies Record<string, Endpoint>

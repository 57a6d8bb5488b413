import type { Endpoint } from '../endpoint.ts'
import { asset, currency, paging } from './fields.ts'

export const merchant = {
  'merchant.asset': {
    path: '/merchant/asset',
    title: 'Get Merchant Balance',
    doc: "Returns the merchant's balance.",
    source: 'published',
    scope: 'merchant',
    effect: 'read',
    request: {},
    response: asset,
  },
  'merchant.rechargeList': {
    path: '/merchant/rechargeList',
    title: 'List Merchant Top-Ups',
    doc: "Lists what was paid into the merchant's account.",
    source: 'published',
    scope: 'merchant',
    effect: 'read',
    list: true,
    paged: true,
    rowKey: ['id'],
    request: paging,
    response: {
      id: { kind: 'integer', label: 'Record ID', doc: 'Number of the record.', example: 572, optional: true },
      operateAmount: {
        kind: 'money',
        label: 'Amount',
        doc: 'What was paid in.',
        example: '1.000000000000000000',
        optional: true,
      },
      availableAmount: {
        kind: 'money',
        label: 'Available',
        doc: 'Available money after it.',
        example: '2054.050000000000000000',
        optional: true,
      },
      frozenAmount: {
        kind: 'money',
        label: 'Frozen',
        doc: 'Frozen money after it.',
        example: '25.000000000000000000',
        optional: true,
      },
      createAt: {
        kind: 'instant',
        label: 'Created',
        doc: 'When it was made, in milliseconds.',
        example: 1694511002000,
        optional: true,
      },
      currency,
    },
  },
} as const satisfies Record<string, Endpoint>

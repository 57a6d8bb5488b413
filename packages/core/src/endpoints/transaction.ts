import { authTypes, transactionResponseCodes, transactionStatuses, transactionTypes } from '../codes.ts'
import type { Fields } from '../field.ts'
import { transactionAmounts } from './fields.ts'

/** Members of a transaction, in the list of a card and inside TRANSACTION_CREATED. */
export const transactionFields = {
  id: { kind: 'integer', label: 'Record ID', doc: 'Number of the record.', example: 191, optional: true },
  recordNo: {
    kind: 'text',
    label: 'Record Number',
    doc: 'Unique number of the transaction.',
    example: '57724528-78b6-4ae2-919f-1efff348f460',
  },
  occurTime: {
    kind: 'instant',
    label: 'Occurred',
    doc: 'When it happened, in milliseconds.',
    example: 1690940850000,
    optional: true,
  },
  ...transactionAmounts,
  transStatus: {
    kind: 'choice',
    label: 'Status',
    doc: 'State of the transaction; the samples also use Pending.',
    options: transactionStatuses,
    optional: true,
  },
  transType: {
    kind: 'choice',
    label: 'Type',
    doc: 'Kind of transaction; the samples also use Expenditure.',
    options: transactionTypes,
    optional: true,
  },
  authType: {
    kind: 'choice',
    label: 'Authorisation Type',
    doc: 'Purchase or cash withdrawal; may be empty.',
    options: authTypes,
    optional: true,
  },
  merchantName: {
    kind: 'text',
    label: 'Merchant',
    doc: 'Where the card was used.',
    example: 'MEITUAN FOOD           BEIJING       CHN',
    optional: true,
  },
  respCode: {
    kind: 'choice',
    label: 'Response Code',
    doc: 'Why the authorisation was approved or declined.',
    options: transactionResponseCodes,
    optional: true,
  },
  respCodeDesc: {
    kind: 'text',
    label: 'Response Text',
    doc: "The vendor's words for the response code.",
    example: 'success',
    optional: true,
  },
} as const satisfies Fields

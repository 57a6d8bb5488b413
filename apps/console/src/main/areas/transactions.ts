import type { Field } from '@asinx-pay/core'
import type { TransactionCommands, TransactionViews } from '../../shared/bridge.ts'
import type { Services } from '../services.ts'
import { createLatestOnly } from '../services/latest-only.ts'
import type { Table } from './area.ts'
import { choice, flag, optional, text, uid, userBankcardId } from './fields.ts'

const instant = (label: string): Field => ({ kind: 'instant', label, doc: `${label}.` })
const code = (label: string): Field => optional(text(label, '.{1,60}'))

/** What transactions can be looked for by. */
const filter = {
  from: optional(instant('From')),
  until: optional(instant('Until')),
  type: code('Type'),
  status: code('Status'),
  currency: code('Currency'),
  card: optional(userBankcardId),
  uid: optional(uid),
  merchant: optional(text('Merchant', '.{1,200}')),
  search: optional(text('Search', '.{1,100}')),
}
/** A place in time: 63 bits as decimal text. */
const id = text('Transaction', '\\d{1,19}')

/** The local copy of transactions: read, summed, brought up to date and handed on. */
export function transactionArea({ transactions, exports, tasks, activeProfile }: Services): {
  commands: Table<TransactionCommands>
  views: Table<TransactionViews>
} {
  const latestOf = createLatestOnly()
  return {
    commands: {
      'transactions.sync': { fields: {}, run: async () => ({ taskId: transactions.start(activeProfile()).id }) },
      'transactions.readCard': {
        fields: { userBankcardId },
        async run({ userBankcardId: cardId }) {
          await transactions.readOne(activeProfile(), cardId)
          return null
        },
      },
      'transactions.export': {
        fields: { ...filter, format: choice('Format', ['csv', 'xlsx', 'json']), bom: optional(flag('Mark')) },
        run: ({ format, bom = false, ...asked }) => exports.write(activeProfile().id, asked, { format, bom }),
      },
    },
    views: {
      transactions: {
        fields: { ...filter, cursor: optional(id) },
        run: async (asked) => transactions.page(activeProfile().id, asked),
      },
      transaction: { fields: { id }, run: async (asked) => transactions.one(activeProfile().id, asked.id) },
      transactionSums: {
        fields: { ...filter, asker: optional(text('Asker', '[\\w-]{1,40}')) },
        async run({ asker, ...asked }) {
          const { id: profileId } = activeProfile()
          return asker === undefined
            ? transactions.sum(profileId, asked)
            : transactions.sum(profileId, asked, latestOf(asker))
        },
      },
      transactionChoices: { fields: {}, run: async () => transactions.choices(activeProfile().id) },
      transactionSync: {
        fields: {},
        async run() {
          const { id: profileId } = activeProfile()
          const task = tasks.underWay('transactions.sync', profileId)
          return { ...transactions.syncs.state(profileId), taskId: task?.id ?? null }
        },
      },
    },
  }
}

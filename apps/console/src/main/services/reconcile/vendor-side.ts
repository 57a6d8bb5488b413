import {
  isAsinxError,
  readMoney,
  compareMoney,
  type AsinxErrorCode,
  type EndpointKey,
  type transactionStatuses,
  type transactionTypes,
} from '@asinx-pay/core'
import type { Client } from '@asinx-pay/core/client'
import type { CardKey } from '../card-asker.ts'
import type { OrderSide, RecordSide } from './sides.ts'

/** What a recharge is settled by. */
const orderEndpoint = 'bankcard.cardOrderInfo' satisfies EndpointKey
const topUp = 'topup' satisfies keyof typeof transactionTypes
const notMoved: ReadonlySet<string> = new Set([
  'DECLINED',
  'declined',
  'vodi',
] satisfies (keyof typeof transactionStatuses)[])

/** Records read of a card at most, and at a time. */
const maxRecords = 5000
const pageSize = 100

/** Reads that stopped for good: nothing more is to be asked. */
const rethrown = (error: unknown): never => {
  throw error
}

export interface VendorSide {
  /** Null: the vendor does not know the order, or did not answer. */
  order(card: CardKey, requestOrderId: string): Promise<OrderSide | null>
  /** What arrived on the card in a time; an error's code where it cannot be read. */
  records(card: CardKey, time: { from: number; to: number }): Promise<RecordSide[] | AsinxErrorCode>
}

/** Asks the vendor for its side of recharges. Failures of one question are part of the answer. */
export function createVendorSide(client: Client, signal: AbortSignal): VendorSide {
  return {
    async order(card, requestOrderId) {
      try {
        const { status, amount, receiveAmount } = await client.call(
          orderEndpoint,
          { ...card, requestOrderId },
          { signal },
        )
        return { status: status ?? null, amount: amount ?? null, receiveAmount: receiveAmount ?? null }
      } catch (error) {
        return isAsinxError(error) && !signal.aborted ? null : rethrown(error)
      }
    },
    async records(card, { from, to }) {
      const asked = { ...card, pageSize, fromTimestamp: Math.max(0, from), endTimestamp: to }
      const found: RecordSide[] = []
      try {
        for await (const row of client.bankcard.transactions.listAll(asked, { maxRows: maxRecords, signal })) {
          const amount = readMoney(row.localCurrencyAmt ?? '')
          if (row.transType !== topUp || amount === undefined || compareMoney(amount, '0') <= 0) continue
          if (row.occurTime === undefined || notMoved.has(row.transStatus ?? '')) continue
          found.push({
            recordNo: row.recordNo,
            userBankcardId: card.userBankcardId,
            at: row.occurTime,
            amount,
            currency: row.localCurrency ?? null,
          })
        }
        return found
      } catch (error) {
        return isAsinxError(error) && !signal.aborted ? error.code : rethrown(error)
      }
    },
  }
}

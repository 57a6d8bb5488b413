import type { JournalRow } from '../../../shared/bridge.ts'

/** What the vendor says of an order. */
export interface OrderSide {
  status: string | null
  amount: string | null
  receiveAmount: string | null
}

/** A recharge as the journal has it, with the vendor's word on its order where one was told. */
export interface JournalSide {
  intentId: string
  userBankcardId: number
  state: JournalRow['state']
  sentAt: number
  /** Null while it is open. */
  settledAt: number | null
  /** Decimal text, as it was sent. */
  amount: string
  /** What the card should receive of it by the last known rate; null where that is not known. */
  expected: string | null
  requestOrderId: string | null
  order: OrderSide | null
}

/** Money that arrived on a card by a recharge, as the vendor lists it. */
export interface RecordSide {
  recordNo: string
  userBankcardId: number
  at: number
  /** Decimal text above 0. */
  amount: string
  currency: string | null
}

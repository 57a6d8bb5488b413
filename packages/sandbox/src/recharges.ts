import { compareMoney, roundMoney } from '@asinx-pay/core'
import { currency, findCard, type Bank } from './bank.ts'
import { nextStatus, shownNumber } from './card-life.ts'
import { advance, allow, finishClose } from './cards.ts'
import { cardAccount, splitFee } from './ledger.ts'
import { pendingMembers, pendingOf, schedulePending, type Pending } from './pending.ts'
import { requireProduct } from './products.ts'
import { badFields, refused, tooLittleMoney } from './refusal.ts'
import type { CardRow, OrderRow } from './schema.ts'
import { addTransaction } from './transactions.ts'

/** What is to be recharged, and whether it is decided later. */
interface RechargeWish {
  amount: string
  pending?: Pending | undefined
}

function openOrder(bank: Bank, card: CardRow, { amount, pending }: RechargeWish): OrderRow {
  const order: OrderRow = {
    requestOrderId: bank.ids.order('LM', 7),
    kind: 'RECHARGE',
    cardId: card.id,
    amount,
    receiveAmount: null,
    status: 'PROCESSING',
    ...pendingMembers(pending),
    createdAt: bank.clock.now(),
  }
  bank.store.insert('orders', order)
  bank.ledger.move({ kind: 'recharge held', reference: order.requestOrderId, from: 'available', to: 'frozen', amount })
  return order
}

/** Moves money from the merchant to a card: at once, or after a while where the product answers later. */
export function rechargeCard(bank: Bank, card: CardRow, wish: RechargeWish): OrderRow {
  const { amount } = wish
  const pending = pendingOf(card, wish.pending)
  allow(card, 'recharge')
  if (compareMoney(roundMoney(amount, 2), amount) !== 0) throw badFields('amount has more than 2 decimal places')
  if (compareMoney(bank.ledger.balance('available'), amount) < 0) throw tooLittleMoney()
  const order = openOrder(bank, card, { amount, pending })
  if (!pending) return finishRecharge(bank, { order, card }, 'SUCCESS')
  if (nextStatus(card.status, 'startActivation')) advance(bank, card.id, { event: 'startActivation' })
  schedulePending(bank, order.requestOrderId, pending)
  return order
}

/** An order with its card as it is before the order ends. */
interface Recharge {
  order: OrderRow
  card: CardRow
}

function credit(bank: Bank, { order, card }: Recharge): string {
  const { fee, rest } = splitFee(order.amount, requireProduct(card.productId).rechargeFee)
  const reference = order.requestOrderId
  bank.ledger.move({ kind: 'recharge', reference, from: 'frozen', to: cardAccount(card.id), amount: rest })
  bank.ledger.move({ kind: 'recharge fee', reference, from: 'frozen', to: 'fees', amount: fee })
  if (nextStatus(card.status, 'activate')) advance(bank, card.id, { event: 'activate' })
  addTransaction(bank, card, { kind: 'topup', amount: rest, merchant: '' })
  return rest
}

function giveBack(bank: Bank, { order, card }: Recharge): null {
  const { requestOrderId: reference, amount } = order
  bank.ledger.move({ kind: 'recharge released', reference, from: 'frozen', to: 'available', amount })
  if (nextStatus(card.status, 'failActivation')) advance(bank, card.id, { event: 'failActivation' })
  return null
}

/** Ends a recharge; one that was answered with 99997 says so in a notify. */
function finishRecharge(bank: Bank, recharge: Recharge, status: 'SUCCESS' | 'FAILED'): OrderRow {
  const { order } = recharge
  const receiveAmount = status === 'SUCCESS' ? credit(bank, recharge) : giveBack(bank, recharge)
  bank.store.run(
    'UPDATE orders SET status = ?, receiveAmount = ? WHERE requestOrderId = ?',
    status,
    receiveAmount,
    order.requestOrderId,
  )
  // It may have moved on with its first money, which decides how much of its number is shown.
  const card = order.later && !order.silent ? findCard(bank, order.cardId) : undefined
  if (card)
    bank.notify('CARD_RECHARGE_RESULT', {
      userBankcardId: order.cardId,
      amount: order.amount,
      ...(receiveAmount !== null && { receiveAmount }),
      currency,
      status,
      cardNo: shownNumber(card),
      createAt: bank.clock.now(),
    })
  return { ...order, status, receiveAmount }
}

/** Decides an order that is still open, as it was meant to end or otherwise; a decided one is left as it is. */
export function settleOrder(bank: Bank, requestOrderId: string, decision?: 'SUCCESS' | 'FAILED'): OrderRow {
  const order = bank.store.one<OrderRow>('SELECT * FROM orders WHERE requestOrderId = ?', requestOrderId)
  if (!order) throw refused('The order does not exist.')
  if (order.status !== 'PROCESSING') return order
  const status = decision ?? (order.outcome === 'FAILED' ? 'FAILED' : 'SUCCESS')
  if (order.kind === 'CLOSE') return finishClose(bank, order, status)
  const card = findCard(bank, order.cardId)
  if (!card) throw refused('The card does not exist.')
  return finishRecharge(bank, { order, card }, status)
}

import { compareMoney, multiplyMoney, roundMoney } from '@asinx-pay/core'
import { currency, findCard, type Bank } from './bank.ts'
import { nextStatus, shownNumber, type CardEvent } from './card-life.ts'
import { cardAccount } from './ledger.ts'
import { pendingMembers, pendingOf, schedulePending, type Pending } from './pending.ts'
import { productOf, requireProduct, type Product } from './products.ts'
import { badFields, refused, tooLittleMoney } from './refusal.ts'
import type { CardRow, OrderRow, UserRow } from './schema.ts'

/** Number of the first card. */
const firstCardId = 101
const validYears = 3

/** Why an application was rejected when nobody says; the vendor's own sample. */
export const defaultReason = '提交資料不通過審批'

/** @throws Refusal when the card's status does not allow the event. */
export function allow(card: CardRow, event: CardEvent): string {
  const next = nextStatus(card.status, event)
  if (next === undefined) throw refused(`The card is ${card.status}; that is not possible now.`)
  return next
}

/** Moves a card on in its life and says so in a notify when its status changed. */
export function advance(
  bank: Bank,
  cardId: number,
  move: { event: CardEvent; reason?: string; silent?: boolean },
): CardRow {
  const card = findCard(bank, cardId)
  if (!card) throw refused('The card does not exist.')
  const status = allow(card, move.event)
  const moved = { ...card, status }
  if (status === card.status) return moved
  bank.store.run('UPDATE cards SET status = ? WHERE id = ?', status, cardId)
  bank.events.add('card', { card: cardId, event: move.event, from: card.status, to: status })
  if (move.silent) return moved
  bank.notify('CARD_STATUS_CHANGE', {
    userBankcardId: cardId,
    status,
    ...(move.event === 'reject' ? { reason: move.reason ?? defaultReason } : { cardNo: shownNumber(moved) }),
    createAt: bank.clock.now(),
  })
  return moved
}

function expiryFrom(time: number): string {
  const date = new Date(time)
  return `${date.getUTCFullYear() + validYears}${String(date.getUTCMonth() + 1).padStart(2, '0')}`
}

function holdFee(bank: Bank, fee: string, cardId: number): void {
  if (compareMoney(bank.ledger.balance('available'), fee) < 0) throw tooLittleMoney()
  const reference = String(cardId)
  bank.ledger.move({ kind: 'apply fee held', reference, from: 'available', to: 'frozen', amount: fee })
}

export interface Application {
  bankcardId: number
  userBankcardId?: number | undefined
  residenceAddress?: string | undefined
  tag?: string | undefined
}

function applicable(user: UserRow, application: Application): Product {
  const product = productOf(application.bankcardId)
  if (!product) throw refused('The card product does not exist.')
  if (!product.enable) throw refused('The card product cannot be applied for.')
  if (product.bankCardNature === 'PHYSICAL' && application.residenceAddress === undefined)
    throw badFields('residenceAddress is required for a physical card')
  if (product.traits.needsHolder && user.kyc !== 'PASSED') throw refused('The user has not passed KYC.')
  return product
}

function applyAgain(bank: Bank, application: Application & { userBankcardId: number }, uid: string): CardRow {
  const card = findCard(bank, application.userBankcardId)
  if (!card || card.uid !== uid) throw refused('The card does not exist.')
  if (card.productId !== application.bankcardId) throw refused('The card is of another product.')
  return advance(bank, card.id, { event: 'reapply' })
}

function newCard(bank: Bank, product: Product, uid: string): CardRow {
  const now = bank.clock.now()
  const card: CardRow = {
    id: bank.ids.number('card', firstCardId),
    uid,
    productId: product.id,
    status: 'AUDITING',
    pan: bank.ids.pan(product.traits.bin),
    cvv: bank.ids.digits('cvv', 3),
    expiry: expiryFrom(now),
    tag: null,
    heldFee: '0',
    owed: '0',
    enabled: 1,
    hasPin: 0,
    createdAt: now,
  }
  bank.store.insert('cards', card)
  bank.events.add('card', { card: card.id, event: 'apply', to: card.status })
  return card
}

/** Applies for a card, or again for a rejected one; the fee is held until the decision. */
export function applyForCard(bank: Bank, user: UserRow, application: Application): CardRow {
  const product = applicable(user, application)
  const { userBankcardId, tag } = application
  const card =
    userBankcardId === undefined
      ? newCard(bank, product, user.uid)
      : applyAgain(bank, { ...application, userBankcardId }, user.uid)
  const heldFee = roundMoney(multiplyMoney(product.applyFee, product.applyDiscount), 2)
  holdFee(bank, heldFee, card.id)
  const kept = tag ?? card.tag
  bank.store.run('UPDATE cards SET heldFee = ?, tag = ? WHERE id = ?', heldFee, kept, card.id)
  if (bank.approveAfterMs !== undefined)
    bank.schedule('approveCard', { reference: String(card.id), dueAt: bank.clock.now() + bank.approveAfterMs })
  return { ...card, heldFee, tag: kept }
}

/** The vendor approves: the fee is taken and the card waits for its first recharge. */
export function approveCard(bank: Bank, card: CardRow): CardRow {
  const reference = String(card.id)
  advance(bank, card.id, { event: 'approve' })
  bank.ledger.move({ kind: 'apply fee', reference, from: 'frozen', to: 'fees', amount: card.heldFee })
  return advance(bank, card.id, { event: 'issue' })
}

/** Approves an application that nobody has decided until now. */
export function approveByItself(bank: Bank, cardId: number): void {
  const card = findCard(bank, cardId)
  if (card && nextStatus(card.status, 'approve')) approveCard(bank, card)
}

/** The vendor rejects: the fee is given back. */
export function rejectCard(bank: Bank, card: CardRow, reason: string | undefined): CardRow {
  const reference = String(card.id)
  const moved = advance(bank, card.id, { event: 'reject', ...(reason !== undefined && { reason }) })
  bank.ledger.move({ kind: 'apply fee released', reference, from: 'frozen', to: 'available', amount: card.heldFee })
  return moved
}

const pendingRecharges = (bank: Bank, cardId: number): number =>
  bank.store.all<OrderRow>(
    `SELECT * FROM orders WHERE cardId = ? AND kind = 'RECHARGE' AND status = 'PROCESSING'`,
    cardId,
  ).length

/** Closes a card at once or, where the product answers later, after a while. */
export function closeCard(bank: Bank, card: CardRow, wish?: Pending): OrderRow {
  const pending = pendingOf(card, wish)
  allow(card, pending ? 'startClose' : 'close')
  if (pendingRecharges(bank, card.id) > 0) throw refused('A recharge of the card is not decided yet.')
  const order: OrderRow = {
    requestOrderId: bank.ids.order('CLOSE', 7),
    kind: 'CLOSE',
    cardId: card.id,
    amount: '0',
    receiveAmount: null,
    status: 'PROCESSING',
    ...pendingMembers(pending),
    createdAt: bank.clock.now(),
  }
  bank.store.insert('orders', order)
  if (!pending) return finishClose(bank, order, 'SUCCESS')
  advance(bank, card.id, { event: 'startClose' })
  schedulePending(bank, order.requestOrderId, pending)
  return order
}

/** Where a close that fails leads: back to where the card was. */
function failedClose(bank: Bank, cardId: number): CardEvent {
  const sql = `SELECT requestOrderId FROM orders WHERE cardId = ? AND kind = 'RECHARGE' AND status = 'SUCCESS' LIMIT 1`
  return bank.store.one(sql, cardId) ? 'failClose' : 'failCloseUnused'
}

/** Ends a close; assumed: what is left on the card goes back to the merchant. */
export function finishClose(bank: Bank, order: OrderRow, status: 'SUCCESS' | 'FAILED'): OrderRow {
  advance(bank, order.cardId, {
    event: status === 'SUCCESS' ? 'close' : failedClose(bank, order.cardId),
    silent: order.silent === 1,
  })
  const from = cardAccount(order.cardId)
  if (status === 'SUCCESS')
    bank.ledger.move({
      kind: 'close refund',
      reference: order.requestOrderId,
      from,
      to: 'available',
      amount: bank.ledger.balance(from),
    })
  bank.store.run('UPDATE orders SET status = ? WHERE requestOrderId = ?', status, order.requestOrderId)
  return { ...order, status }
}

/** The merchant freezes a card, or lets it go again. @throws Refusal */
export function enableCard(bank: Bank, card: CardRow, enable: boolean): CardRow {
  allow(card, 'freeze')
  const enabled = enable ? 1 : 0
  bank.store.run('UPDATE cards SET enabled = ? WHERE id = ?', enabled, card.id)
  return { ...card, enabled }
}

/** What the API tells of a card. */
export function cardDetails(bank: Bank, card: CardRow, user: UserRow) {
  const product = requireProduct(card.productId)
  const holder = product.traits.needsHolder && user.holder !== null ? (JSON.parse(user.holder) as object) : undefined
  return {
    bankCardId: card.productId,
    cardNo: shownNumber(card),
    ...(product.bankCardNature === 'VIRTUAL' &&
      nextStatus(card.status, 'approve') === undefined && { cardCvv: card.cvv }),
    expiryDate: card.expiry,
    currency,
    userBankCardStatus: card.status,
    monthFee: product.monthFee,
    rechargeFee: product.rechargeFee,
    ...(card.tag !== null && { tag: card.tag }),
    hashHolderInfo: holder !== undefined,
    ...(holder && { vccCardHolderVo: { ...holder, email: user.email } }),
  }
}

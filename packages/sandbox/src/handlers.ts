import { roundMoney, type EndpointKey, type Endpoints, type Input, type Result } from '@asinx-pay/core'
import { currency, findCard, type Bank } from './bank.ts'
import { shownNumber } from './card-life.ts'
import { allow, applyForCard, cardDetails, closeCard, enableCard } from './cards.ts'
import { openDeposit, userDeposits } from './deposits.ts'
import { cardAccount } from './ledger.ts'
import type { Pending } from './pending.ts'
import { products, type Product } from './products.ts'
import { rechargeCard } from './recharges.ts'
import { refused } from './refusal.ts'
import type { CardRow, DepositRow, OrderRow, TransactionRow, UserRow } from './schema.ts'
import { transactionDetails } from './transactions.ts'
import { registerUser, startKyc, submitHolder, submitKyc } from './users.ts'

/** An answer that is not known yet: code 99997, with what is known of it. */
export interface Later {
  later: Record<string, unknown>
}

interface Caller {
  bank: Bank
  /** The user of the uId header; always there on user endpoints. */
  user: UserRow
  /** Set by a fault: a recharge or close is to be decided later, and how. */
  pending: Pending | undefined
}

type Answer<K extends EndpointKey> = Result<Endpoints[K]> | Later

/** Behaviour of every row; the compiler names the one that is missing. */
export type Handlers = { [K in EndpointKey]: (input: Input<Endpoints[K]>, caller: Caller) => Answer<K> }

/** Largest page a list answers with. */
const maxPageSize = 100
const none = {}

/** A product as the list shows it, without what only the sandbox knows. */
function listed(product: Product): Omit<Product, 'traits'> {
  const { traits, ...rest } = product
  void traits
  return rest
}

function cardOf({ bank, user }: Caller, id: number): CardRow {
  const card = findCard(bank, id)
  if (!card || card.uid !== user.uid) throw refused('The card does not exist.')
  return card
}

const pageOf = ({ pageNum = 1, pageSize = 10 }: { pageNum?: number | undefined; pageSize?: number | undefined }) => {
  const size = Math.min(pageSize, maxPageSize)
  return [size, (pageNum - 1) * size] as const
}

const asset = (bank: Bank) => ({
  availableAmount: roundMoney(bank.ledger.balance('available'), 18),
  frozenAmount: roundMoney(bank.ledger.balance('frozen'), 18),
  currency,
})

const orderAnswer = (order: OrderRow): { requestOrderId: string } | Later =>
  order.status === 'PROCESSING'
    ? { later: { requestOrderId: order.requestOrderId } }
    : { requestOrderId: order.requestOrderId }

export const handlers: Handlers = {
  'sys.clock': (_, { bank }) => ({ currentTime: bank.clock.now() }),
  'user.register': (input, { bank }) => ({ uid: registerUser(bank, input).uid }),
  'user.setProfession': (input, { bank, user }) =>
    submitKyc(bank, user, { country: input.country, idType: input.id_type }),
  'user.kycCheck': (_, { user }) => ({ status: user.kyc }),
  'user.setUserInfo': (_, { bank, user }) => submitKyc(bank, user, undefined),
  'user.setHolderInfo': (input, { bank, user }) => submitHolder(bank, user, input),
  'user.usdRechargeInfo': (input, { bank, user }) => {
    const { orderNo } = openDeposit(bank, user.uid, { amount: input.amount, symbol: 'USDT' })
    return { gateway: `${bank.origin()}/__sandbox?orderNo=${orderNo}#deposits`, orderNo }
  },
  'kyc.gateway': (_, { bank, user }) => {
    startKyc(bank, user)
    return { gateway: `${bank.origin()}/__sandbox?uid=${user.uid}#users` }
  },
  'bankcard.templateList': () => products.map(listed),
  'bankcard.apply': (input, { bank, user }) => {
    const card = applyForCard(bank, user, input)
    const { id: userBankcardId, status, tag } = card
    return { userBankcardId, cardNo: shownNumber(card), status, ...(tag !== null && { tag }) }
  },
  'bankcard.recharge': (input, caller) =>
    orderAnswer(
      rechargeCard(caller.bank, cardOf(caller, input.userBankcardId), {
        amount: input.amount,
        pending: caller.pending,
      }),
    ),
  'bankcard.cardOrderInfo': ({ userBankcardId, requestOrderId }, caller) => {
    const { id } = cardOf(caller, userBankcardId)
    const order = caller.bank.store.one<OrderRow>('SELECT * FROM orders WHERE requestOrderId = ?', requestOrderId)
    if (order?.cardId !== id) throw refused('The order does not exist.')
    const { status, amount, receiveAmount } = order
    return { requestOrderId, status, amount, ...(receiveAmount !== null && { receiveAmount }) }
  },
  'bankcard.setPin': ({ userBankcardId }, caller) => {
    const card = cardOf(caller, userBankcardId)
    allow(card, 'setPin')
    caller.bank.store.run('UPDATE cards SET hasPin = 1 WHERE id = ?', card.id)
    return none
  },
  'bankcard.balance': ({ userBankcardId }, caller) => {
    const { id } = cardOf(caller, userBankcardId)
    return { balance: roundMoney(caller.bank.ledger.balance(cardAccount(id)), 2), userBankcardId }
  },
  'bankcard.cardInfo': ({ userBankcardId }, caller) =>
    cardDetails(caller.bank, cardOf(caller, userBankcardId), caller.user),
  'bankcard.transactions': (input, caller) => {
    const { id } = cardOf(caller, input.userBankcardId)
    const { fromTimestamp = 0, endTimestamp = Number.MAX_SAFE_INTEGER } = input
    const rows = caller.bank.store.all<TransactionRow>(
      `SELECT * FROM transactions WHERE cardId = ? AND occurTime >= ? AND occurTime < ?
       ORDER BY occurTime DESC, id DESC LIMIT ? OFFSET ?`,
      id,
      fromTimestamp,
      endTimestamp,
      ...pageOf(input),
    )
    return rows.map(transactionDetails)
  },
  'bankcard.updateStatus': ({ userBankcardId, enable }, caller) => {
    enableCard(caller.bank, cardOf(caller, userBankcardId), enable)
    return none
  },
  'bankcard.close': ({ userBankcardId }, caller) =>
    orderAnswer(closeCard(caller.bank, cardOf(caller, userBankcardId), caller.pending)),
  'account.asset': (_, { bank }) => asset(bank),
  'account.userRechargeList': ({ uid, symbol, ...paging }, { bank }) =>
    userDeposits(bank, { uid, symbol }, pageOf(paging)).map((row) => ({
      amount: roundMoney(row.coinAmount, 18),
      createTime: row.createdAt,
      fee: row.fee,
      receiveUSDValue: row.receiveAmount,
      rechargeStatus: row.status,
      symbol: row.symbol,
      uid: row.uid ?? '',
    })),
  'merchant.asset': (_, { bank }) => asset(bank),
  'merchant.rechargeList': (input, { bank }) =>
    bank.store
      .all<DepositRow>(
        `SELECT * FROM deposits WHERE status = 'SUCCESS' ORDER BY id DESC LIMIT ? OFFSET ?`,
        ...pageOf(input),
      )
      .map((row) => ({
        id: row.id,
        operateAmount: roundMoney(row.receiveAmount, 18),
        availableAmount: roundMoney(row.availableAfter ?? '0', 18),
        frozenAmount: roundMoney(row.frozenAfter ?? '0', 18),
        createAt: row.createdAt,
        currency,
      })),
}

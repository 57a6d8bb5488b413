import { check, notifyRowOf, readMoney, type Field, type Fields, type NotifyType } from '@asinx-pay/core'
import { currency, findCard, type Bank } from './bank.ts'
import { shownNumber } from './card-life.ts'
import { refused } from './refusal.ts'
import type { CardRow, DepositRow, OrderRow, TransactionRow } from './schema.ts'
import { transactionDetails } from './transactions.ts'

type Data = Record<string, unknown>

/** A value of a field, made up: its example, now for a time, the first of its options. */
function exampleOf(field: Field, bank: Bank): unknown {
  switch (field.kind) {
    case 'group':
      return examplesOf(field.fields, bank)
    case 'instant':
      return bank.clock.now()
    case 'choice':
      return Object.keys(field.options)[0]
    default:
      return field.example
  }
}

const examplesOf = (fields: Fields, bank: Bank): Data =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, field]) => [name, exampleOf(field, bank)] as const)
      .filter(([, value]) => value !== undefined),
  )

const newest = <Row>({ store }: Bank, sql: string, ...values: (string | number)[]): Row | undefined =>
  store.one<Row>(`${sql} ORDER BY rowid DESC LIMIT 1`, ...values)

const of = (card: CardRow) => ({ userBankcardId: card.id, cardNo: shownNumber(card) })

/** What the sandbox's own things say in a notify of each type; what they do not say stays as it was made up. */
const own: Record<NotifyType, (bank: Bank, card: CardRow | undefined) => Data | undefined> = {
  TRANSACTION_VERIFICATION_CODE: ({ ids }, card) => card && { ...of(card), code: ids.digits('code', 6) },
  CARD_STATUS_CHANGE: (_, card) =>
    card && { ...of(card), status: card.status, ...(card.status !== 'AUDIT_NOT_PASS' && { reason: undefined }) },
  TRANSACTION_CREATED: (bank, card) => {
    if (!card) return undefined
    const row = newest<TransactionRow>(bank, 'SELECT * FROM transactions WHERE cardId = ?', card.id)
    if (!row) return of(card)
    const { userBankcardId, ...transaction } = transactionDetails(row)
    return { ...of(card), userBankcardId, transaction }
  },
  CARD_RECHARGE_RESULT: (bank, card) => {
    if (!card) return undefined
    const sql = `SELECT * FROM orders WHERE kind = 'RECHARGE' AND status <> 'PROCESSING' AND cardId = ?`
    const order = newest<OrderRow>(bank, sql, card.id)
    if (!order) return of(card)
    const { amount, status, receiveAmount } = order
    return { ...of(card), amount, status, receiveAmount: receiveAmount ?? undefined }
  },
  COIN_RECHARGE_RESULT: (bank) => {
    const deposit = newest<DepositRow>(bank, `SELECT * FROM deposits WHERE uid IS NOT NULL AND status <> 'PENDING'`)
    if (!deposit) return undefined
    const { uid, orderNo, symbol, coinAmount, amount, receiveAmount, status } = deposit
    return { uid, orderNo, symbol, coinAmount, amount, receiveAmount, status }
  },
}

/** Every member of a notify by its dotted path. */
const pathsOf = (fields: Fields, prefix = ''): [path: string, field: Field][] =>
  Object.entries(fields).flatMap(([name, field]) =>
    field.kind === 'group' ? pathsOf(field.fields, `${prefix}${name}.`) : [[prefix + name, field] as [string, Field]],
  )

/** A value that somebody wrote as text, as its field has it. @throws Refusal */
function readValue(path: string, field: Field, value: unknown): unknown {
  if (field.kind === 'money' && typeof value === 'string' && readMoney(value) !== undefined) return value
  const isNumber = field.kind === 'integer' || field.kind === 'instant'
  const read = isNumber && typeof value === 'string' ? Number(value) : value
  const [problem] = check({ value: field.kind === 'choice' ? { ...field, open: true } : field }, { value: read })
  if (problem) throw refused(`${path} ${problem.message}.`)
  return read
}

function withValue(data: Data, [name = '', ...rest]: string[], value: unknown): Data {
  if (rest.length === 0) return { ...data, [name]: value }
  return { ...data, [name]: withValue((data[name] ?? {}) as Data, rest, value) }
}

export interface Sample {
  type: NotifyType
  /** The card it is about; default the newest. */
  card?: number | undefined
  /** Values of members by dotted path, such as `transaction.merchantName`. */
  set: Readonly<Record<string, unknown>>
}

/**
 * Makes up a notify: from the sandbox's own newest card, transaction, recharge or deposit, or from the examples of the
 * rows where there is none. @throws Refusal
 */
export function sampleNotify(bank: Bank, { type, card: id, set }: Sample): { data: Data; made: 'own' | 'made up' } {
  const { fields } = notifyRowOf(type)
  const card = id === undefined ? newest<CardRow>(bank, 'SELECT * FROM cards') : findCard(bank, id)
  if (id !== undefined && !card) throw refused('The card does not exist.')
  const said = own[type](bank, card)
  const base: Data = { ...examplesOf(fields, bank), ...said, currency, createAt: bank.clock.now() }
  const paths = new Map(pathsOf(fields))
  const data = Object.entries(set).reduce((made, [path, value]) => {
    const field = paths.get(path)
    if (!field) throw refused(`${type} has no member ${path}; it has ${[...paths.keys()].join(', ')}.`)
    return withValue(made, path.split('.'), readValue(path, field, value))
  }, base)
  return {
    data: Object.fromEntries(Object.entries(data).filter(([name]) => Object.hasOwn(fields, name))),
    made: said ? 'own' : 'made up',
  }
}

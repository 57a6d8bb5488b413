import { addMoney } from '@asinx-pay/core'
import { expect, test } from 'vitest'
import { assorted, card, dayMs, march, openCopy, profileId, type Copy } from '../../../../test/transactions/copy.ts'
import type { TransactionFilter, TransactionRow, TransactionSums } from '../../../shared/bridge.ts'
import { isAmount } from './amounts.ts'
import { select } from './filter.ts'
import { hasMoved } from './moved.ts'
import { pageSize } from './reader.ts'

const filters: TransactionFilter[] = [
  {},
  { from: march + dayMs, until: march + 5 * dayMs },
  { from: march + 3_600_000, until: march + 7_200_000 },
  { from: march + dayMs + 1, until: march + 3 * dayMs + 5_000_000 },
  { type: 'fee' },
  { type: 'AUTH', status: 'approved', from: march + 5_000_000 },
  { currency: 'EUR' },
  { status: 'DECLINED', currency: 'usd', until: march + 4 * dayMs + 1 },
  { card: 2 },
  { card: 3, type: 'FEE', currency: 'usd' },
  { uid: 'user1abc', until: march + 4 * dayMs },
  { merchant: 'MEITUAN FOOD BEIJING CHN' },
  { search: 'meituan bei' },
  { search: '美团', status: 'posted' },
  { search: 'rec-11' },
  { search: 'nowhere' },
]

const same = (wanted: string | undefined, value: string | null): boolean =>
  wanted === undefined || wanted.toLowerCase() === value?.toLowerCase()

function finds({ search, ...filter }: TransactionFilter, row: TransactionRow): boolean {
  const text = `${row.merchant ?? ''} ${row.respText ?? ''} ${row.recordNo}`.toLowerCase()
  return (
    row.occurredAt >= (filter.from ?? 0) &&
    row.occurredAt < (filter.until ?? Infinity) &&
    (['type', 'status', 'currency', 'uid', 'merchant'] as const).every((name) => same(filter[name], row[name])) &&
    (filter.card === undefined || filter.card === row.userBankcardId) &&
    (search ?? '').split(' ').every((word) => text.includes(word))
  )
}

async function filled(): Promise<Copy & { all: TransactionRow[] }> {
  const copy = await openCopy()
  for (const cardId of [1, 2, 3]) copy.store.put(card(cardId), assorted(170, cardId * 100))
  const all = [...copy.reader.rows(profileId, {})].flat()
  return { ...copy, all }
}

function everyPage({ reader }: Copy, filter: TransactionFilter): { rows: TransactionRow[]; pages: number } {
  const rows: TransactionRow[] = []
  let pages = 0
  for (let cursor: string | null = ''; cursor !== null; pages++) {
    const page: ReturnType<typeof reader.page> = reader.page(profileId, { ...filter, ...(cursor && { cursor }) })
    expect(page.rows.length).toBeLessThanOrEqual(pageSize)
    rows.push(...page.rows)
    cursor = page.cursor
  }
  return { rows, pages }
}

function sumUp(rows: readonly TransactionRow[]): TransactionSums {
  const sums = new Map<string, TransactionSums['currencies'][number]>()
  for (const { currency, amount, status } of rows) {
    const name = currency ?? ''
    const sum = sums.get(name) ?? { currency: name, rows: 0, moneyIn: '0', moneyOut: '0', net: '0', stillRows: 0 }
    sums.set(name, sum)
    if (!hasMoved(status)) {
      sum.stillRows++
      continue
    }
    sum.rows++
    if (amount === null || !isAmount(amount)) continue
    if (amount.startsWith('-')) sum.moneyOut = addMoney(sum.moneyOut, amount)
    else sum.moneyIn = addMoney(sum.moneyIn, amount)
    sum.net = addMoney(sum.moneyIn, sum.moneyOut)
  }
  return { rows: rows.length, currencies: [...sums.values()] }
}

/** Amounts by value: how many zeros end them is a matter of the sums. */
const comparable = ({ rows, currencies }: TransactionSums): unknown => ({
  rows,
  currencies: Object.fromEntries(
    currencies.map(({ currency, moneyIn, moneyOut, net, ...rest }) => [
      currency,
      { ...rest, moneyIn: addMoney(moneyIn), moneyOut: addMoney(moneyOut), net: addMoney(net) },
    ]),
  ),
})

test('pages and sums of any filter are what one finds by reading every row', async () => {
  const copy = await filled()
  expect(copy.all).toHaveLength(510)
  expect(copy.all.map(({ occurredAt }) => occurredAt)).toEqual(
    copy.all.map(({ occurredAt }) => occurredAt).toSorted((left, right) => right - left),
  )
  for (const filter of filters) {
    const wanted = copy.all.filter((row) => finds(filter, row))
    const { rows, pages } = everyPage(copy, filter)
    expect(
      rows.map(({ id }) => id),
      JSON.stringify(filter),
    ).toEqual(wanted.map(({ id }) => id))
    expect(pages).toBe(Math.max(1, Math.ceil(wanted.length / pageSize)))
    const sums = await copy.summer.sum(profileId, filter)
    expect(comparable(sums), JSON.stringify(filter)).toEqual(comparable(sumUp(wanted)))
  }
})

test('what an answer leaves out stays absent, and a name loses its padding', async () => {
  const { reader, store } = await openCopy()
  store.put(card(1), [{ recordNo: 'bare' }, ...assorted(1)])
  const rows = reader.page(profileId, {}).rows
  expect(rows).toMatchObject([{ merchant: 'MEITUAN FOOD BEIJING CHN' }, { recordNo: 'bare' }])
  expect(rows[1]).toMatchObject({ occurredAt: march, amount: null, currency: null, type: null, merchant: null })
})

test('fees stand under the transaction they belong to, and by themselves where that is not in the list', async () => {
  const { reader, store, summer } = await openCopy()
  const paid = { recordNo: 'paid', occurTime: march, localCurrency: 'USD', localCurrencyAmt: '-10', transType: 'AUTH' }
  const fee = { ...paid, recordNo: 'fee', occurTime: march + 5, localCurrencyAmt: '-0.10', transType: 'FEE' }
  store.put(card(1), [paid, fee])
  store.setReceipt(card(1), { recordNo: 'fee', receiptNo: 'paid' })
  expect(reader.page(profileId, {}).rows).toMatchObject([{ recordNo: 'paid', fees: [{ recordNo: 'fee' }] }])
  expect(reader.page(profileId, { card: 1 }).rows).toHaveLength(1)
  expect(reader.page(profileId, { type: 'fee' }).rows).toMatchObject([{ recordNo: 'fee', fees: [] }])
  expect(reader.page(profileId, { from: march + 1 }).rows).toMatchObject([{ recordNo: 'fee', receiptNo: 'paid' }])
  const [found] = reader.page(profileId, { type: 'fee' }).rows
  expect(reader.one(profileId, found?.id ?? '')).toMatchObject({ of: { recordNo: 'paid' }, seenAt: march })
  expect(await summer.sum(profileId, {})).toMatchObject({ rows: 2, currencies: [{ net: '-10.10' }] })
})

test('a profile sees its own only', async () => {
  const { reader, store, summer } = await openCopy()
  store.put(card(1), assorted(5))
  expect(reader.page('another', {}).rows).toEqual([])
  expect(reader.page('another', { search: 'meituan' }).rows).toEqual([])
  expect(await summer.sum('another', {})).toEqual({ rows: 0, currencies: [] })
  expect(reader.choices('another')).toEqual({ types: [], statuses: [], currencies: [] })
  expect(reader.choices(profileId).currencies).toEqual(['EUR', 'USD'])
})

test('no filter reads a table from end to end, and none sorts', async () => {
  const { db } = await openCopy()
  for (const filter of filters) {
    const { from, where, order, params } = select(profileId, filter)
    const plan = db.all<{ detail: string }>(
      `explain query plan select t.* from ${from} where ${where} order by ${order} limit 100`,
      params,
    )
    const way = plan.map(({ detail }) => detail).join('; ')
    expect(way).not.toMatch(/SCAN (t|transactions)\b|TEMP B-TREE/)
    const index = filter.card === undefined ? 'transactions_by_time' : 'transactions_by_card'
    const isByWords = !('card' in filter) && Object.keys(filter).some((name) => name !== 'from' && name !== 'until')
    expect(way).toMatch(
      isByWords
        ? /SCAN w VIRTUAL TABLE INDEX .*SEARCH t USING (INTEGER PRIMARY KEY|INDEX transactions_by_time \(profile_id=\? AND id=\?)/
        : new RegExp(`SEARCH t USING (COVERING )?INDEX ${index} `),
    )
  }
})

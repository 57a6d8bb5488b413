import { expect, test } from 'vitest'
import { assorted, card, march, openCopy, profileId } from '../../../../test/transactions/copy.ts'
import type { VendorTransaction } from './store.ts'

const pending: VendorTransaction = {
  recordNo: 'r1',
  occurTime: march,
  localCurrency: 'USD',
  localCurrencyAmt: '-10.00',
  transStatus: 'pending',
  transType: 'charge',
  merchantName: 'KFC',
}

test('the same again changes nothing; a later status is taken over in its place, words and sums with it', async () => {
  const { store, reader, summer, events, db } = await openCopy()
  const told: string[] = []
  events.subscribe((event) => void told.push(event))
  expect(store.put(card(1), [pending])).toBe(1)
  expect(store.put(card(1), [pending])).toBe(0)
  const [before] = reader.page(profileId, {}).rows
  expect(store.put(card(1), [{ ...pending, transStatus: 'vodi', merchantName: '肯德基' }])).toBe(1)
  expect(told).toEqual(['transactions.changed', 'transactions.changed'])
  expect(reader.page(profileId, { status: 'pending' }).rows).toEqual([])
  expect(reader.page(profileId, { search: 'kfc' }).rows).toEqual([])
  expect(reader.page(profileId, { search: '德基' }).rows).toMatchObject([{ id: before?.id, status: 'vodi' }])
  expect(await summer.sum(profileId, {})).toMatchObject({
    rows: 1,
    currencies: [{ rows: 0, net: '0.00', stillRows: 1 }],
  })
  expect(db.all('select sum(rows) as rows from transaction_days')).toEqual([{ rows: 1 }])
})

test('one that moved in time moves in the list', async () => {
  const { store, reader } = await openCopy()
  store.put(card(1), [pending, { ...pending, recordNo: 'r2', occurTime: march + 1000 }])
  store.put(card(1), [{ ...pending, occurTime: march + 2000 }])
  expect(reader.page(profileId, {}).rows.map(({ recordNo }) => recordNo)).toEqual(['r1', 'r2'])
})

test('many of one millisecond each have a place', async () => {
  const { store, reader } = await openCopy()
  store.put(
    card(1),
    Array.from({ length: 300 }, (_, index) => ({ ...pending, recordNo: `r${index}` })),
  )
  store.put(card(2), [pending])
  expect(new Set([...reader.rows(profileId, {})].flat().map(({ id }) => id)).size).toBe(301)
})

test('a transaction is never changed in place, so that words and sums stay true', async () => {
  const { store, db } = await openCopy()
  store.put(card(1), assorted(3))
  expect(() => db.run(`update transactions set status = 'posted'`)).toThrow('replaced')
  db.run('delete from transactions')
  expect(db.all('select sum(rows) as rows, sum(out_units) as units from transaction_days')).toEqual([
    { rows: 0, units: 0 },
  ])
  expect(db.all(`select rowid from transaction_words where transaction_words match '"c/USD"'`)).toEqual([])
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { maxEvents } from './events.ts'
import { createTestMerchant, type TestMerchant } from './test-merchant.ts'

let merchant: TestMerchant
beforeEach(() => {
  merchant = createTestMerchant()
})
afterEach(() => merchant.sandbox.close())

test('the event log lets its oldest go when it is full', () => {
  const { events, store } = merchant.sandbox.bank
  const [first] = events.list({ limit: 1 })
  expect(first?.id).toBe(1)
  store.insert('events', { id: maxEvents + 999, at: 0, kind: 'clock', detail: '{}' })
  events.add('clock', {})
  expect(events.list({ limit: 1 })).toMatchObject([{ id: maxEvents + 999 }])
})

test('so many addresses receive notifies, and no more', async () => {
  const { control } = merchant
  for (let count = 0; count < 100; count++)
    expect(await control('/notify-addresses', { url: `http://127.0.0.1/${count}` })).toHaveProperty('url')
  expect(await control('/notify-addresses', { url: 'http://127.0.0.1/more' })).toEqual({
    error: 'There are 100 addresses already.',
  })
  expect(await control('/notify-addresses', { url: 'http://127.0.0.1/0' })).toHaveProperty('url')
})

test('the clock moves ten years at most', () => {
  const { clock } = merchant.sandbox
  expect(() => clock.advance(11 * 366 * 86_400_000)).toThrow('ms must be a whole number from 1 to')
  expect(() => clock.advance(0.5)).toThrow('ms must be a whole number')
})

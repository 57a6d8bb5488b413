import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSandbox, seedDemo, type Sandbox } from './index.ts'
import { stateKinds } from './state.ts'

let sandbox: Sandbox
beforeEach(() => {
  sandbox = createSandbox({ populate: seedDemo })
})
afterEach(() => sandbox.close())

const get = async (path: string) => {
  const response = await sandbox.fetch(new Request(`http://localhost/__sandbox${path}`))
  return { status: response.status, body: (await response.json()) as { rows: { row: number }[]; next?: number } }
}

test.each(Object.keys(stateKinds))('%s are read page by page, the newest first, each once', async (kind) => {
  const whole = await get(`/state/${kind}?limit=500`)
  expect(whole.body.next).toBeUndefined()
  const seen: { row: number }[] = []
  for (let before = ''; ;) {
    const { body } = await get(`/state/${kind}?limit=2${before}`)
    seen.push(...body.rows)
    if (body.next === undefined) break
    before = `&before=${body.next}`
  }
  expect(seen).toEqual(whole.body.rows)
  const rows = seen.map(({ row }) => row)
  expect(rows).toEqual(rows.toSorted((left, right) => right - left))
  expect(JSON.stringify(seen)).not.toMatch(/"(pan|cvv|body)"|\b\d{16}\b/)
})

test('a kind nobody knows, and a page of no size, are refused', async () => {
  expect((await get('/state/secrets')).status).toBe(400)
  expect((await get('/state/cards?limit=0')).status).toBe(400)
  expect((await get('/state/cards?limit=501')).status).toBe(400)
})

test('the books are audited when somebody asks', async () => {
  expect((await get('/audit')).body).toEqual({ problems: [] })
  sandbox.bank.store.run(`UPDATE balances SET amount = '1' WHERE account = 'available'`)
  expect((await get('/audit')).body).toEqual({
    problems: ['available is not the sum of its entries', 'the accounts do not cancel out'],
  })
})

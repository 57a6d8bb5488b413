import { createClient, type Client } from '@asinx-pay/core/client'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { demoCredentials } from './demo-credentials.ts'
import { openStore } from './store.ts'

const kills = 20
const callers = 6
/** The most answers that are waited for before a kill. */
const mostAnswers = 40

const folder = mkdtempSync(join(tmpdir(), 'asinx-sandbox-'))
const db = join(folder, 'state.db')
const main = fileURLToPath(new URL('main.ts', import.meta.url))
let running: ChildProcess | undefined
afterAll(() => {
  running?.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

async function start(): Promise<string> {
  const args = ['--conditions=@asinx-pay/source', main, '--port', '0', '--db', db]
  running = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  if (!running.stdout) throw new Error('The sandbox has no output')
  const [said] = (await once(running.stdout, 'data')) as [Buffer]
  return /http:\S+(?=\/api-web)/.exec(said.toString())?.[0] ?? ''
}

/** What was answered as done, from all rounds. */
const answered = {
  users: new Set<string>(),
  cards: new Map<number, string>(),
  approved: new Set<number>(),
  recharges: new Map<string, { userBankcardId: number; amount: string }>(),
}
let sentRecharges = 0
let people = 0

const clientOf = (base: string): Client => createClient({ ...demoCredentials, baseUrl: `${base}/api-web` })
const control = (base: string, path: string, body: object = {}): Promise<Response> =>
  fetch(`${base}/__sandbox${path}`, { method: 'POST', body: JSON.stringify(body) })

interface Round {
  base: string
  /** Called after each answer. */
  onAnswer: () => void
}

/** A caller who works until the sandbox is gone. */
async function work({ base, onAnswer }: Round): Promise<void> {
  const client = clientOf(base)
  people += 1
  const person = { email: `p${people}@example.com`, mobilePrefix: '1', mobileNumber: `${5_550_000 + people}` }
  const registered = await client.user.register(person)
  if (registered.state !== 'done') return
  const { uid } = registered.result
  answered.users.add(uid)
  onAnswer()
  const applied = await client.bankcard.apply({ uid, bankcardId: 101 })
  if (applied.state !== 'done') return
  const { userBankcardId } = applied.result
  answered.cards.set(userBankcardId, uid)
  onAnswer()
  await control(base, `/cards/${userBankcardId}/approve`)
  answered.approved.add(userBankcardId)
  for (let cent = 1; ; cent++) {
    const amount = `1.${String(cent % 100).padStart(2, '0')}`
    sentRecharges += 1
    const recharged = await client.bankcard.recharge({ uid, userBankcardId, amount })
    if (recharged.state !== 'done') return
    answered.recharges.set(recharged.result.requestOrderId ?? '', { userBankcardId, amount })
    onAnswer()
  }
}

/** Lets callers work and kills the sandbox after so many answers, with calls under way. */
async function round(answers: number): Promise<void> {
  const base = await start()
  await control(base, '/merchant/top-up', { amount: '5000' })
  let left = answers
  const ended = once(running as ChildProcess, 'exit')
  const onAnswer = (): void => {
    left -= 1
    if (left === 0) running?.kill('SIGKILL')
  }
  // A caller whose call is cut off rejects or ends; both are how this is meant to go.
  await Promise.all([ended, ...Array.from({ length: callers }, () => work({ base, onAnswer }).catch(() => undefined))])
}

/** The nth of a fixed row of numbers that look like chance, from 1 to `most`. */
const chance = (nth: number, most: number): number => ((nth * 7_919 + 104_729) % most) + 1

test(`what was answered is there after each of ${kills} kills, and the books balance`, async () => {
  for (let kill = 0; kill < kills; kill++) await round(chance(kill, mostAnswers))
  const store = openStore(db)
  const ids = (sql: string): unknown[] => store.all<{ id: unknown }>(sql).map(({ id }) => id)
  const missing = <T>(wanted: Iterable<T>, found: unknown[]): T[] => {
    const set = new Set(found)
    return [...wanted].filter((one) => !set.has(one))
  }
  expect(missing(answered.users, ids('SELECT uid AS id FROM users'))).toEqual([])
  expect(missing(answered.cards.keys(), ids('SELECT id FROM cards'))).toEqual([])
  expect(missing(answered.approved, ids(`SELECT id FROM cards WHERE status <> 'AUDITING'`))).toEqual([])
  for (const [order, { userBankcardId, amount }] of answered.recharges)
    expect(store.one('SELECT cardId, amount, status FROM orders WHERE requestOrderId = ?', order)).toEqual({
      cardId: userBankcardId,
      amount,
      status: 'SUCCESS',
    })
  const booked = ids(`SELECT id FROM entries WHERE kind = 'recharge'`).length
  expect(booked).toBeGreaterThanOrEqual(answered.recharges.size)
  expect(booked).toBeLessThanOrEqual(sentRecharges)
  expect(answered.recharges.size).toBeGreaterThan(kills)
  store.close()

  const base = await start()
  expect(await (await fetch(`${base}/__sandbox/audit`)).json()).toEqual({ problems: [] })
  const [[userBankcardId, uid] = [0, '']] = answered.cards
  expect(await clientOf(base).bankcard.cardInfo({ uid, userBankcardId })).toHaveProperty('userBankCardStatus')
}, 180_000)

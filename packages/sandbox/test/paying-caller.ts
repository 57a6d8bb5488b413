/**
 * A caller that pays: writes down each intent, sends it once, writes down how it ended, settles what is open, and can be
 * killed at any moment. Usage: node paying-caller.ts <base URL> <journal> <cards.json> <payments>
 */
import { readFileSync } from 'node:fs'
import { isAsinxError, type Outcome, type Reference } from '@asinx-pay/core'
import { createClient } from '@asinx-pay/core/client'
import { demoCredentials } from '../src/demo-credentials.ts'
import { isOpen, openJournal, readJournal } from './journal-file.ts'
import { amountOf } from './payments.ts'

interface Card {
  uid: string
  userBankcardId: number
}

const [baseUrl = '', journalPath = '', cardsPath = '', payments = '0'] = process.argv.slice(2)
/** Shorter than the slow faults, so that late answers are lost. */
const deadlineMs = 400
const lanes = 6

const cards = JSON.parse(readFileSync(cardsPath, 'utf8')) as Card[]
const before = readJournal(journalPath)
const journal = openJournal(journalPath)
const client = createClient({ ...demoCredentials, baseUrl, deadlineMs })

/** Cards with a payment whose end is not known: another would make the two impossible to tell apart. */
const held = new Set(before.filter(isOpen).map(({ reference }) => reference.userBankcardId))
const made = new Set(before.filter(({ state }) => state !== 'notSent').map(({ n }) => n))
const open = new Map(before.filter(isOpen).map(({ reference }) => [reference.intentId, reference]))

function end(outcome: Outcome<unknown>): void {
  const { state, reference } = outcome
  const { intentId, userBankcardId } = reference
  journal.write({ kind: 'end', intentId, state, ...(outcome.state === 'unknown' && { why: outcome.why }), reference })
  if (state === 'unknown') open.set(intentId, reference)
  else {
    open.delete(intentId)
    held.delete(userBankcardId)
  }
}

/** Sends payment `n` once. What did not leave may be tried again later, as a new intent. */
async function pay(n: number, card: Card): Promise<void> {
  let intentId = ''
  held.add(card.userBankcardId)
  const beforeSend = (reference: Reference): void => {
    intentId = reference.intentId
    journal.write({ kind: 'intent', n, reference })
  }
  try {
    end(await client.bankcard.recharge({ ...card, amount: amountOf(n) }, { beforeSend }))
  } catch (error) {
    if (!isAsinxError(error) || intentId === '') throw error
    journal.write({ kind: 'notSent', intentId })
    held.delete(card.userBankcardId)
    queue.push(n)
  }
}

async function settleOpen(): Promise<void> {
  for (const reference of new Map(open).values()) {
    const outcome = await client.settle(reference)
    // Another lane may have found the same end meanwhile, and the card be in use again.
    if (outcome.state !== 'unknown' && open.has(reference.intentId)) end(outcome)
  }
}

const queue = Array.from({ length: Number(payments) }, (_, n) => n).filter((n) => !made.has(n))

async function lane(): Promise<void> {
  for (let n = queue.shift(); n !== undefined; n = queue.shift()) {
    const card = cards.find(({ userBankcardId }) => !held.has(userBankcardId))
    if (!card) throw new Error('Every card has an open payment.')
    await pay(n, card)
    if (n % 25 === 0) await settleOpen()
  }
}

await settleOpen()
await Promise.all(Array.from({ length: lanes }, lane))
await settleOpen()
journal.close()

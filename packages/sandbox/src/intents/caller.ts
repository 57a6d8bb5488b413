import { createClient } from '@asinx-pay/core/client'
import { roundMoney } from '@asinx-pay/core'
import { demoCredentials } from '../demo-credentials.ts'
import { createJournal } from './journal.ts'

/** A merchant's program that recharges one card after the other and may be killed at any time: `caller.ts URL JOURNAL UID FIRST COUNT`. */
const [base = '', file = '', uid = '', firstCard = '', count = ''] = process.argv.slice(2)
const workers = 8
const client = createClient({ ...demoCredentials, baseUrl: `${base}/api-web` })
const journal = createJournal(file)
const known = journal.read()
const tell = (): boolean => process.stdout.write('.\n')

/** What was under way when the last run was killed is asked for, never sent again. */
async function settleOpen(): Promise<void> {
  for (const intent of known.values()) {
    if (intent.state === 'done' || intent.state === 'declined') continue
    const { state, reference } = await client.settle(intent.reference)
    journal.write({ item: intent.item, reference, state })
  }
}

async function recharge(item: number): Promise<void> {
  const outcome = await client.bankcard.recharge(
    { uid, userBankcardId: Number(firstCard) + item, amount: roundMoney(`${item + 1}e-2`, 2) },
    { beforeSend: (reference) => journal.write({ item, reference }) },
  )
  journal.write({ item, reference: outcome.reference, state: outcome.state })
  tell()
}

const items = Array.from({ length: Number(count) }, (_, item) => item).filter((item) => !known.has(item))

async function work(): Promise<void> {
  for (let item = items.shift(); item !== undefined; item = items.shift()) await recharge(item)
}

await settleOpen()
await Promise.all(Array.from({ length: workers }, work))

import { isPayable } from '@asinx-pay/core'
import { Hono } from 'hono'
import { findCard, findUser, type Bank } from './bank.ts'
import { shownNumber } from './card-life.ts'
import { approveCard, rejectCard } from './cards.ts'
import { depositCoins, topUpMerchant } from './deposits.ts'
import { controlFaults } from './control-faults.ts'
import type { FaultBook } from './faults/book.ts'
import type { Notifier } from './notifier.ts'
import { pagePolicy, renderPage } from './page.ts'
import { settleOrder } from './recharges.ts'
import { Refusal, refused } from './refusal.ts'
import type { Scheduler } from './scheduler.ts'
import type { CardRow, UserRow } from './schema.ts'
import { readState } from './state.ts'
import { purchase, purchaseCurrencies } from './transactions.ts'
import { passKyc } from './users.ts'

/** Furthest the clock can be moved at once: ten years, in milliseconds. */
const maxAdvanceMs = 10 * 366 * 86_400_000
/** How many addresses can receive notifies. */
const maxAddresses = 16

export interface Control {
  bank: Bank
  notifier: Notifier
  scheduler: Scheduler
  faults: FaultBook
  /** Takes addresses beyond this machine. */
  anyAddress: boolean
}

type Input = Record<string, unknown>
type Action = (control: Control, input: Input, id: string) => unknown

const text = (input: Input, name: string, fallback?: string): string => {
  const value = input[name] ?? fallback
  if (typeof value !== 'string' || value === '' || value.length > 300)
    throw refused(`${name} must be text of 1 to 300 characters.`)
  return value
}
const amount = (input: Input): string => {
  const value = String(input.amount ?? '')
  if (!isPayable(value)) throw refused('amount must be a positive amount such as "12.50".')
  return value
}
const card = (bank: Bank, id: string): CardRow => {
  const found = findCard(bank, Number(id))
  if (!found) throw refused('The card does not exist.')
  return found
}
const user = (bank: Bank, uid: string): UserRow => {
  const found = findUser(bank, uid)
  if (!found) throw refused('The user does not exist.')
  return found
}
const shown = ({ id, status }: CardRow) => ({ userBankcardId: id, status })

function verificationCode({ bank }: Control, _: Input, id: string): unknown {
  const found = card(bank, id)
  bank.notify('TRANSACTION_VERIFICATION_CODE', {
    userBankcardId: found.id,
    code: bank.ids.digits('code', 6),
    cardNo: shownNumber(found),
    createAt: bank.clock.now(),
  })
  return shown(found)
}

export function addAddress({ bank, anyAddress }: Pick<Control, 'bank' | 'anyAddress'>, address: string): void {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) throw refused('url must be an http or https address.')
  if (!anyAddress && !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname))
    throw refused('url must be on this machine; start the sandbox with any addresses allowed for others.')
  const { count } = bank.store.one<{ count: number }>('SELECT count(*) AS count FROM addresses') ?? { count: 0 }
  if (count >= maxAddresses) throw refused(`There are ${maxAddresses} addresses already.`)
  bank.store.run('INSERT OR IGNORE INTO addresses (url) VALUES (?)', address)
}

function advanceClock({ bank }: Control, input: Input): unknown {
  const ms = Number(input.ms)
  if (!Number.isSafeInteger(ms) || ms <= 0 || ms > maxAdvanceMs)
    throw refused('ms must be a whole number of milliseconds above 0.')
  bank.clock.move(ms)
  return { now: bank.clock.now() }
}

function buy({ bank }: Control, input: Input, id: string): unknown {
  const charged = text(input, 'currency', 'USD')
  if (!purchaseCurrencies.includes(charged)) throw refused(`currency must be one of ${purchaseCurrencies.join(', ')}.`)
  const order = { amount: amount(input), merchant: text(input, 'merchant', 'COFFEE CORNER'), charged }
  const { recordNo, transStatus, respCode } = purchase(bank, card(bank, id), order)
  return { recordNo, transStatus, respCode }
}

function deposit({ bank }: Control, input: Input, uid: string): unknown {
  user(bank, uid)
  const wish = { amount: amount(input), symbol: text(input, 'symbol', 'USDT') }
  const { orderNo, receiveAmount } = depositCoins(bank, uid, wish)
  return { orderNo, receiveAmount }
}

/** What can be done to the simulated world from outside the API. */
const actions: Record<string, Action> = {
  '/cards/:id/approve': ({ bank }, _, id) => shown(approveCard(bank, card(bank, id))),
  '/cards/:id/reject': ({ bank }, input, id) =>
    shown(rejectCard(bank, card(bank, id), input.reason === undefined ? undefined : text(input, 'reason'))),
  '/cards/:id/purchase': buy,
  '/cards/:id/verification-code': verificationCode,
  '/users/:id/deposit': deposit,
  '/users/:id/verify': ({ bank }, _, uid) => {
    user(bank, uid)
    passKyc(bank, uid)
    return { uid, kyc: 'PASSED' }
  },
  '/merchant/top-up': ({ bank }, input) => {
    const { orderNo, receiveAmount } = topUpMerchant(bank, amount(input))
    return { orderNo, receiveAmount }
  },
  '/orders/:id/settle': ({ bank }, input, id) => {
    const status = text(input, 'status', 'SUCCESS')
    if (status !== 'SUCCESS' && status !== 'FAILED') throw refused('status must be SUCCESS or FAILED.')
    const order = settleOrder(bank, id, status)
    return { requestOrderId: order.requestOrderId, status: order.status }
  },
  '/clock/advance': advanceClock,
  '/deliveries/:id/resend': ({ notifier }, _, id) => {
    if (!notifier.resend(Number(id))) throw refused('The delivery does not exist.')
    return { id: Number(id) }
  },
  '/notify-addresses': (control, input) => {
    addAddress(control, text(input, 'url'))
    return { url: input.url }
  },
}

async function readInput(request: Request): Promise<{ input: Input; isForm: boolean }> {
  const isForm = (request.headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded')
  const body = await request.text()
  if (isForm) return { input: Object.fromEntries(new URLSearchParams(body)), isForm }
  if (body === '') return { input: {}, isForm }
  const parsed: unknown = JSON.parse(body)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw refused('The body must be a JSON object.')
  return { input: parsed as Input, isForm }
}

export function createControl(control: Control): Hono {
  const app = new Hono()
  const { bank } = control
  app.onError((error, context) => {
    if (error instanceof Refusal) return context.json({ error: error.message }, 400)
    if (error instanceof SyntaxError) return context.json({ error: 'The body is not JSON.' }, 400)
    return context.json({ error: 'The sandbox failed.' }, 500)
  })
  const pageHeaders = {
    'content-security-policy': pagePolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
  }
  app.get('/', (context) => context.html(renderPage(readState(bank)), 200, pageHeaders))
  app.get('/state', (context) => context.json(readState(bank)))
  app.delete('/notify-addresses', async (context) => {
    const { input } = await readInput(context.req.raw)
    bank.store.run('DELETE FROM addresses WHERE url = ?', text(input, 'url'))
    return context.json({})
  })
  app.route('/faults', controlFaults(control.faults))
  for (const [path, action] of Object.entries(actions))
    app.post(path, async (context) => {
      const { input, isForm } = await readInput(context.req.raw)
      control.scheduler.catchUp()
      const result = bank.store.transaction(() => action(control, input, context.req.param('id') ?? ''))
      control.scheduler.wake()
      return isForm ? context.redirect('/__sandbox', 303) : context.json(result)
    })
  return app
}

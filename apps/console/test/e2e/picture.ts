/**
 * Takes the picture of the console that the README shows: home after a morning's work in the sandbox.
 * Usage: pnpm --filter @asinx-pay/console run picture
 */
import { fileURLToPath } from 'node:url'
import { at, cardBy, recharge } from './acts.ts'
import { closeChromium } from './chromium-driver.ts'
import { openConsole } from './console.ts'

const file = fileURLToPath(new URL('../../../../docs/pictures/console.png', import.meta.url))
const purchases = [
  ['12.40', 'BOOK SHOP'],
  ['18.90', 'CITY TRAM'],
  ['35.00', 'SEARCH ADS'],
] as const

const console = await openConsole()
const { bank, page } = console
const card = await cardBy(console, { status: 'ACTIVE', product: 101 })
const waiting = await cardBy(console, { status: 'AUDITING' })
await recharge(console, card.userBankcardId, '50')
for (const [amount, merchant] of purchases)
  await bank.control(`/cards/${card.userBankcardId}/transactions`, { kind: 'purchase', amount, merchant })
await bank.control(`/cards/${waiting.userBankcardId}/reject`, { reason: 'The document is expired' })
bank.sandbox.setFaults([
  { call: 'bankcard.recharge', kind: 'reset-after', nth: 1 },
  { notify: 'CARD_RECHARGE_RESULT', kind: 'drop' },
])
await recharge(console, card.userBankcardId, '20')
await bank.control('/settled', {})
await console.show('/')
await at(console, 'attention').nth(1).waitFor()
await page.screenshot({ path: file })
await console.close()
await closeChromium()
process.stdout.write(`${file}\n`)

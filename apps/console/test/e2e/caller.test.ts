import { expect, test } from 'vitest'
import { at, bankState, cardBy, textAt } from './acts.ts'
import type { Shown } from './console.ts'
import { expectAccessible, shown } from './harness.ts'

test('a customer calls: found by the last four digits, the decline explained, the card frozen by us', async () => {
  const console = await shown()
  const { maskedPan, userBankcardId } = await cardBy(console, { status: 'ACTIVE', product: 101 })
  const digits = maskedPan?.slice(-4) ?? ''
  await console.show('/cards')
  await at(console, 'card-search').fill(digits)
  await console.page.waitForFunction(() => document.querySelectorAll('[data-test="card-row"]').length === 1)
  await at(console, 'card-row').click()
  await at(console, 'card-detail').waitFor()
  expect(new URL(console.page.url()).hash).toBe(`#/cards/${userBankcardId}?q=${digits}`)

  await at(console, 'transactions').click()
  const decline = at(console, 'decline').first()
  await decline.waitFor()
  expect(await decline.innerText()).toMatch(/Insufficient balance[\s\S]*200002[\s\S]*Recharge it/)
  await expectAccessible(console)

  await at(console, 'freeze').click()
  await at(console, 'freeze-go').click()
  await at(console, 'frozen').first().waitFor()
  expect(await textAt(console, 'frozen')).toMatch(/^Frozen by us at \d\d:\d\d$/)
  expect(await isEnabled(console, userBankcardId)).toBe(false)
  await expectAccessible(console)

  await console.page.keyboard.press('f')
  await at(console, 'freeze-go').click()
  await at(console, 'frozen').first().waitFor({ state: 'detached' })
  expect(await isEnabled(console, userBankcardId)).toBe(true)
})

const isEnabled = async (console: Shown, id: number): Promise<boolean | undefined> =>
  (await bankState(console)).cards.find((card) => card.userBankcardId === id)?.enabled

test('a number is shown for a while and goes with the card; nothing of it stays on the page', async () => {
  const console = await shown()
  const card = await cardBy(console, { status: 'ACTIVE', product: 101 })
  await console.show(`/cards/${card.userBankcardId}`)
  await at(console, 'reveal').click()
  await at(console, 'revealed-number').waitFor()
  const number = (await at(console, 'revealed-number').innerText()).replace(/\s/g, '')
  expect(number).toMatch(/^\d{16}$/)
  await expectAccessible(console)
  await at(console, 'reveal').click()
  await at(console, 'revealed-number').waitFor({ state: 'detached' })
  const held = await console.page.evaluate(
    () => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.body.innerText,
  )
  expect(held.replace(/\s/g, '')).not.toContain(number)
})

test('a PIN goes once and is forgotten; closing asks for the last four digits', async () => {
  const console = await shown()
  const card = await cardBy(console, { status: 'ACTIVE', product: 103 })
  await console.show(`/cards/${card.userBankcardId}`)
  await at(console, 'more-actions').click()
  await at(console, 'set-pin').click()
  await at(console, 'pin').fill('246813')
  await at(console, 'pin-again').fill('246814')
  expect(await at(console, 'pin-set').isDisabled()).toBe(true)
  await at(console, 'pin-again').fill('246813')
  await at(console, 'pin-set').click()
  await console.page.getByText('The PIN is set.').waitFor()
  await console.page.keyboard.press('Escape')

  await at(console, 'more-actions').click()
  await at(console, 'close-card').click()
  await at(console, 'close-confirm').fill('0000')
  expect(await at(console, 'close-go').isDisabled()).toBe(true)
  await at(console, 'close-confirm').fill(card.maskedPan?.slice(-4) ?? '')
  await expectAccessible(console)
  await at(console, 'close-go').click()
  await at(console, 'close-outcome').waitFor()
  expect(await at(console, 'close-outcome').getAttribute('data-state')).toBe('done')
})

test('a dialog that is still opening takes the focus from nobody who types already', async () => {
  const console = await shown()
  const card = await cardBy(console, { status: 'ACTIVE', product: 103 })
  await console.show(`/cards/${card.userBankcardId}`)
  await at(console, 'more-actions').click()
  await at(console, 'set-pin').click()
  await at(console, 'pin-again').focus()
  await console.page.waitForFunction(() => document.querySelectorAll('.dialog-fade-enter-active').length === 0)
  expect(await console.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))).toContain('pin-again')
})

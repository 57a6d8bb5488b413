import { expect, test } from 'vitest'
import { at, bankState, cardBy, recharge, textAt } from './acts.ts'
import { expectAccessible, shown } from './harness.ts'

const rechargeCall = 'bankcard.recharge'

test('the connection drops in the middle of a recharge: unknown, held, laid out, decided by a person, paid once', async () => {
  const console = await shown()
  const { bank } = console
  const card = await cardBy(console, { status: 'ACTIVE', product: 101 })
  bank.sandbox.setFaults([
    { call: rechargeCall, kind: 'reset-after', nth: 1 },
    { notify: 'CARD_RECHARGE_RESULT', kind: 'drop' },
  ])
  expect(await recharge(console, card.userBankcardId, '100')).toBe('unknown')

  await console.show(`/cards/${card.userBankcardId}`)
  expect(await at(console, 'recharge').isDisabled()).toBe(true)
  await expectAccessible(console)

  await console.show('/')
  const waiting = at(console, 'attention').filter({ hasText: '100.00' })
  await waiting.getByRole('link').click()
  await at(console, 'outcome-detail').waitFor()
  await at(console, 'settle').click()
  await console.page.getByText('Nothing can tell yet').waitFor()
  await at(console, 'gather').click()
  const evidence = at(console, 'evidence')
  await evidence.waitFor()
  expect(await evidence.getAttribute('data-hint')).toBe('points_to_done')
  expect(await textAt(console, 'evidence-record')).toContain('99.50 USD')
  await expectAccessible(console)

  expect(await at(console, 'decide').isDisabled()).toBe(true)
  await console.page.locator('[data-verdict="done"]').check()
  await at(console, 'verdict-reason').fill('The record of the card shows 99.50.')
  await at(console, 'decide').click()
  await at(console, 'settled-by').waitFor()
  expect(await textAt(console, 'settled-by')).toContain('The record of the card shows 99.50.')
  await expectAccessible(console)

  expect(await recharge(console, card.userBankcardId, '5')).toBe('done')
  const { orders } = await bankState(console)
  const paid = orders.filter((order) => order.cardId === card.userBankcardId && order.amount === '100')
  expect(paid).toHaveLength(1)
})

test('of two unknown outcomes one settles itself after a notify, and home says so', async () => {
  const console = await shown()
  const { bank } = console
  const later = await cardBy(console, { status: 'TBA' })
  const direct = await cardBy(console, { status: 'ACTIVE', product: 101 })
  bank.sandbox.setFaults([{ call: rechargeCall, kind: 'reset-before', nth: 2 }])
  expect(await recharge(console, later.userBankcardId, '30')).toBe('unknown')
  expect(await recharge(console, direct.userBankcardId, '40')).toBe('unknown')
  await console.show('/')
  await at(console, 'attention').filter({ hasText: '30.00' }).getByText('Unknown', { exact: true }).waitFor()

  const { rows } = await console.query('journal', { state: 'unknown' })
  const order = rows.find((row) => row.reference.amount === '30')?.reference.requestOrderId
  await bank.control(`/orders/${order}/settle`, { status: 'SUCCESS' })
  await at(console, 'attention').filter({ hasText: '30.00' }).getByText('Settled', { exact: true }).waitFor()
  await at(console, 'attention').filter({ hasText: '40.00' }).getByText('Unknown', { exact: true }).waitFor()

  await at(console, 'attention').filter({ hasText: '40.00' }).getByRole('link').click()
  await at(console, 'gather').click()
  const evidence = at(console, 'evidence')
  await evidence.waitFor()
  expect(await evidence.getAttribute('data-hint')).toBe('points_to_not_done')
  await console.page.locator('[data-verdict="declined"]').check()
  await at(console, 'verdict-reason').fill('Support has no such order.')
  await at(console, 'decide').click()
  await at(console, 'settled-by').waitFor()

  await console.show('/money/journal')
  await at(console, 'journal-line').filter({ hasText: '30.00' }).getByText('Done', { exact: true }).waitFor()
  await at(console, 'journal-line').filter({ hasText: '40.00' }).getByText('A person', { exact: true }).waitFor()
})

import { demoCredentials } from '@asinx-pay/sandbox'
import { expect, test } from 'vitest'
import type { Locator } from 'playwright-core'
import type { Shown } from './console.ts'
import { expectAccessible, shown } from './harness.ts'

const finder =
  ({ page }: Shown) =>
  (name: string): Locator =>
    page.locator(`[data-test="${name}"]`)

test('a read is sent from its form, listed without secrets, copied, and asked again', async () => {
  const console = await shown()
  const at = finder(console)
  const [card] = (await console.query('cards', { status: 'ACTIVE' })).rows
  if (!card?.uid) throw new Error('The sandbox has no card.')
  await console.show('/api/explorer/bankcard.cardInfo')
  await at('field-uid').fill(card.uid)
  await at('field-userBankcardId').fill(String(card.userBankcardId))
  await at('explorer-send').click()
  const answer = at('explorer-end').locator('pre')
  await answer.waitFor()
  const text = (await answer.textContent()) ?? ''
  expect(JSON.parse(text)).toMatchObject({ cardNo: expect.stringMatching(/^•••• \d{4}$/) as string })
  await expectAccessible(console)

  await at('api-tab-requests').click()
  const row = at('request-row').and(console.page.locator('[data-endpoint="bankcard.cardInfo"]')).first()
  await row.click()
  await at('request-details').waitFor()
  await console.page.locator('[data-test="snippet-curl"]').click()
  const curl = (await at('snippet-text').textContent()) ?? ''
  expect(curl).toContain('/bankcard/')
  expect(curl).not.toContain(demoCredentials.appSecret)
  await console.page.locator('[data-test="snippet-php"]').click()
  await expect(at('snippet-text').textContent()).resolves.toContain('openssl_encrypt')
  await expectAccessible(console)
  const [logged] = (await console.query('requests', { endpoint: 'bankcard.cardInfo' })).rows
  expect(logged).toMatchObject({ verdict: 'done', httpStatus: 200, code: 1, isCut: false })
  expect(JSON.stringify(logged)).not.toMatch(/\d{16}/)

  await at('repeat').click()
  await answer.waitFor()
  expect(console.page.url()).toMatch(/#\/api\/explorer\/bankcard\.cardInfo$/)
})

test('what moves money is asked about before it leaves, and sent once', async () => {
  const console = await shown()
  const at = finder(console)
  const [card] = (await console.query('cards', { status: 'ACTIVE' })).rows
  if (!card?.uid) throw new Error('The sandbox has no active card.')
  await console.show('/api/explorer/bankcard.recharge')
  await at('field-uid').fill(card.uid)
  await at('field-userBankcardId').fill(String(card.userBankcardId))
  await at('field-amount').fill('12.50')
  await at('explorer-send').click()
  await at('explorer-confirm').waitFor()
  expect((await console.query('requests', { endpoint: 'bankcard.recharge' })).rows).toEqual([])
  await at('explorer-confirm').click()
  await console.page.locator('.notice').waitFor()
  const { rows } = await console.query('requests', { endpoint: 'bankcard.recharge' })
  expect(rows).toHaveLength(1)
  expect((await console.query('journal', {})).rows[0]).toMatchObject({ endpoint: 'bankcard.recharge' })
})

test('a form says what is missing and sends nothing', async () => {
  const console = await shown()
  const at = finder(console)
  await console.show('/api/explorer/user.register')
  await at('field-email').fill('nobody')
  await at('explorer-send').click()
  await expect(console.page.locator('.problem').count()).resolves.toBe(3)
  expect((await console.query('requests', { endpoint: 'user.register' })).rows).toEqual([])
})

test('a node for n8n carries the fields where its form has them', async () => {
  const console = await shown()
  const at = finder(console)
  await console.show('/api/explorer/bankcard.transactions')
  await at('field-uid').fill('hgwoxhlpzvav6m2l')
  await at('field-userBankcardId').fill('7')
  await at('field-pageSize').fill('50')
  await console.page.locator('[data-test="snippet-n8n"]').click()
  const text = (await at('snippet-text').textContent()) ?? ''
  expect(JSON.parse(text)).toMatchObject({
    nodes: [
      {
        type: 'n8n-nodes-asinx-pay.asinxPay',
        parameters: {
          resource: 'bankcard',
          operation: 'transactions',
          uid: 'hgwoxhlpzvav6m2l',
          userBankcardId: 7,
          additionalFields: { pageSize: 50 },
        },
      },
    ],
  })
})

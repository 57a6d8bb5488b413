/** The sandbox's page in a real browser: a card's way from application to notify, in light and in dark. */
import { createClient } from '@asinx-pay/core/client'
import { createSandbox, demoCredentials, seedDemo, type Sandbox } from '@asinx-pay/sandbox'
import axe from 'axe-core'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chromiumArguments, until } from './support.ts'

const arrivesWithinMs = 60_000
const views = ['overview', 'users', 'cards', 'money', 'notifies', 'faults', 'events', 'clock'] as const
type Axe = typeof globalThis & { axe: typeof axe }

let browser: Browser
let sandbox: Sandbox
let url: string
let receiver: Server
let received = 0

beforeAll(async () => {
  receiver = createServer((request, response) => {
    received += 1
    request.resume()
    response.end('success')
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const { port } = receiver.address() as AddressInfo
  sandbox = createSandbox({ populate: seedDemo, notify: [`http://127.0.0.1:${port}/`] })
  url = (await sandbox.listen()).url
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: chromiumArguments })
})

afterAll(async () => {
  await browser?.close()
  await sandbox?.close()
  receiver?.closeAllConnections()
  receiver?.close()
})

/** A page that keeps what its policy turned away. */
async function openPage(colorScheme: 'light' | 'dark'): Promise<{ page: Page; violations: string[] }> {
  const page = await browser.newPage({ colorScheme })
  const violations: string[] = []
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) violations.push(message.text())
  })
  return { page, violations }
}

async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => (globalThis as Axe).axe.run(document))
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${page.url()} ${id} ${target.join(' ')}`))
}

test.each(['light', 'dark'] as const)('the way of a card over the page, in %s', async (colorScheme) => {
  const client = createClient({ ...demoCredentials, baseUrl: `${url}/api-web` })
  const mobileNumber = colorScheme === 'light' ? '5550177' : '5550178'
  const user = await client.user.register({ email: `${colorScheme}@example.com`, mobilePrefix: '1', mobileNumber })
  if (user.state !== 'done') throw new Error('The user was not registered')
  const applied = await client.bankcard.apply({ uid: user.result.uid, bankcardId: 101 })
  if (applied.state !== 'done') throw new Error('The card was not applied for')
  const card = { uid: user.result.uid, userBankcardId: applied.result.userBankcardId }
  const { page, violations } = await openPage(colorScheme)
  const open = (query: string) => page.goto(`${url}/__sandbox?${query}`)
  const findings: string[] = []
  const press = async (name: string): Promise<void> => {
    await page.getByRole('button', { name }).first().press('Enter')
    await page.waitForLoadState()
    findings.push(...(await axeFindings(page)))
  }

  await open(`view=cards&card=${card.userBankcardId}`)
  await press('Approve')
  expect(await page.locator('dd .mark').first().textContent()).toBe('TBA')
  await open('view=faults')
  await page.getByRole('link', { name: 'pending' }).click()
  await page.getByLabel('Endpoint *').selectOption('bankcard.recharge')
  await page.getByLabel('Times').fill('1')
  await page.getByLabel('Outcome').selectOption('NEVER')
  await press('Add the fault')
  expect(await client.bankcard.recharge({ ...card, amount: '20' })).toMatchObject({ state: 'unknown', why: 'pending' })
  await open('view=overview')
  await press('Succeed')
  await open(`view=cards&card=${card.userBankcardId}`)
  expect(await page.locator('dd .mark').first().textContent()).toBe('ACTIVE')
  await press('Make it happen')
  await sandbox.settled()
  const before = received
  await open('view=notifies')
  await press('Resend')
  await until(async () => (received > before ? true : undefined), { what: 'the notify', timeoutMs: arrivesWithinMs })

  for (const view of [...views, 'clock&confirm=reset', 'faults&add=notify:duplicate']) {
    await open(`view=${view}`)
    findings.push(...(await axeFindings(page)))
  }
  expect(findings).toEqual([])
  expect(violations).toEqual([])
  expect(sandbox.audit()).toEqual([])
})

test('the policy of the page is in force: a script that is put in does not run', async () => {
  const { page, violations } = await openPage('light')
  await page.goto(`${url}/__sandbox`)
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.ran = true'
    document.body.append(script)
  })
  expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false)
  expect(violations).not.toEqual([])
})

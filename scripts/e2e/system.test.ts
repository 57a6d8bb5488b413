import { createClient } from '@asinx-pay/core/client'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Board } from '../lib/board.ts'
import { inRoot } from '../lib/paths.ts'
import { chromiumArguments, loginToN8n, startProcess, until } from './support.ts'

/** The whole system as a newcomer starts it, driven through its own surfaces. */
let board: Required<Board>
let data: string
let browser: Browser
let page: Page
let stop: () => Promise<void>

async function readBoard(): Promise<Required<Board> | undefined> {
  const text = await readFile(join(data, 'board.json'), 'utf8').catch(() => '')
  const read = text ? (JSON.parse(text) as Board) : undefined
  return read?.console && read.n8n ? (read as Required<Board>) : undefined
}

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'asinx-start-'))
  const ports = ['sandbox', 'console', 'receiver', 'n8n'].flatMap((name) => [`--${name}-port`, '0'])
  const started = startProcess(['node', inRoot('scripts/start.ts'), '--browser', '--data', data, ...ports])
  stop = started.stop
  board = await until(readBoard, { what: 'the board', timeoutMs: 500_000, failed: started.failed })
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: chromiumArguments })
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
})

afterAll(async () => {
  await browser?.close()
  await stop?.()
  await rm(data, { recursive: true, force: true })
})

const control = async (path: string): Promise<void> => {
  const response = await fetch(`${board.sandbox.url}/__sandbox${path}`, { method: 'POST' })
  expect(response.status).toBe(200)
}

test('register, apply, approve, recharge with 99997, and the result arrives in n8n and in the console', async () => {
  await page.goto(board.console.url ?? '')
  await page.locator('[data-test="nav-home"]').waitFor()
  await page.locator('[data-test="tour-skip"]').click()

  const client = createClient({ ...board.sandbox, baseUrl: board.sandbox.apiUrl })
  const registered = await client.user.register({
    email: 'newcomer@example.com',
    mobileNumber: '5550177',
    mobilePrefix: '1',
  })
  if (registered.state !== 'done') throw new Error('The user was not registered')
  const { uid } = registered.result
  const applied = await client.bankcard.apply({ uid, bankcardId: 102, tag: 'first-card' })
  if (applied.state !== 'done') throw new Error('The card was not applied for')
  const card = { uid, userBankcardId: applied.result.userBankcardId }
  await control(`/cards/${card.userBankcardId}/approve`)
  expect(await client.bankcard.cardInfo(card)).toMatchObject({ userBankCardStatus: 'TBA' })

  const outcome = await client.bankcard.recharge({ ...card, amount: '77.70' })
  expect(outcome).toMatchObject({ state: 'unknown', why: 'pending', code: 99997 })
  await expect(client.settle(outcome.reference, { deadlineMs: 60_000 })).resolves.toMatchObject({ state: 'done' })
  expect(await client.bankcard.cardInfo(card)).toMatchObject({ userBankCardStatus: 'ACTIVE' })

  await page.locator('[data-test="nav-notifies"]').click()
  const row = page.locator('[data-test="notify-row"][data-type="CARD_RECHARGE_RESULT"]').first()
  await row.waitFor()
  await expect(row.textContent()).resolves.toContain('77.70')
  await page.screenshot({ path: inRoot('.cache/test/console.png') })

  const n8n = await loginToN8n(board.n8n)
  const hub = board.n8n.workflows.find(({ name }) => /notify/i.test(name))
  const found = await until(
    async () => {
      const executions = await n8n.executions(hub?.id ?? '')
      return executions.find(
        (execution) => execution.text.includes('CARD_RECHARGE_RESULT') && execution.text.includes('77.70'),
      )
    },
    { what: 'the execution in n8n', timeoutMs: 90_000 },
  )
  expect(found.status).toBe('success')
})

/**
 * Takes the pictures of the node package's README from a real n8n on the sandbox.
 * Usage: node --conditions=@asinx-pay/source scripts/n8n-host/pictures.ts <folder>
 */
import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { chromiumArguments } from '../e2e/support.ts'
import { executionWith, idOf, openHost, control, type Host } from './cases/host.ts'
import { openStage } from './cases/stage.ts'
import { addWorkflow, type Workflow } from './examples.ts'

const [folder = ''] = process.argv.slice(2)
const size = { width: 1440, height: 900 }
/** n8n explains pinning to whoever sees it first, over what is to be seen. */
const noHints = `for (const at of ['NDV', 'CANVAS']) localStorage.setItem('N8N_PIN_DATA_DISCOVERY_' + at, 'true')`
/** Panels slide in; what turns for ever is not waited for. */
const untilStill = `Promise.allSettled(document.getAnimations()
  .filter((each) => each.effect?.getComputedTiming().iterations !== Infinity).map((each) => each.finished))`
const byTestId = (name: string): string => `[data-test-id="${name}"]`

interface Studio {
  host: Host
  page: Page
  /** Takes a picture of the page or a part of it, once its letters are there and nothing moves. */
  take(name: string, part?: string): Promise<void>
  open(path: string, selector: string): Promise<void>
}

/** A recharge of one card, with what is to be recharged pinned before it. */
function rechargeWorkflow(card: object): Workflow & { nodeId: string } {
  const nodeId = randomUUID()
  const fields = {
    uid: '={{ $json.uid }}',
    userBankcardId: '={{ $json.userBankcardId }}',
    amount: '={{ $json.amount }}',
  }
  const node = (name: string, type: string, more: object) => ({
    id: randomUUID(),
    name,
    type,
    typeVersion: 1,
    parameters: {},
    ...more,
  })
  return {
    nodeId,
    name: 'Recharge cards',
    nodes: [
      node('Cards to Recharge', 'n8n-nodes-base.manualTrigger', { position: [0, 0] }),
      node('Recharge Card', 'n8n-nodes-asinx-pay.asinxPay', {
        id: nodeId,
        position: [220, 0],
        parameters: { resource: 'bankcard', operation: 'recharge', ...fields, options: { waitForResult: 60 } },
      }),
    ],
    connections: { 'Cards to Recharge': { main: [[{ node: 'Recharge Card', type: 'main', index: 0 }]] } },
    settings: { executionOrder: 'v1' },
    pinData: { 'Cards to Recharge': [{ json: { ...card, amount: '25.00' } }] },
  } as Workflow & { nodeId: string }
}

async function takeCreator({ page, take, open }: Studio): Promise<void> {
  await open('/workflow/new', byTestId('node-creator-plus-button'))
  await page.click(byTestId('node-creator-plus-button'))
  await page.fill(`${byTestId('node-creator')} input`, 'ASINX')
  const found = page.locator(byTestId('node-creator-item-name')).filter({ hasText: 'ASINX PAY' }).first()
  await found.waitFor()
  await take('creator-search')
  await found.click()
  await page.getByText('On transaction created').waitFor()
  await take('creator-triggers', byTestId('node-creator'))
  await page.getByText(/^Triggers \(/).click()
  await page.getByText(/^Actions \(/).click()
  await page.getByText('Recharge card', { exact: true }).scrollIntoViewIfNeeded()
  await take('creator-actions', byTestId('node-creator'))
}

async function takeNodePanel({ host, page, take, open }: Studio): Promise<void> {
  const { card, act } = await openStage(host)
  await act('approve')
  await control(host, '/merchant/top-up', { amount: '1000.00' })
  const { nodeId, ...workflow } = rechargeWorkflow(card)
  const { api, credentialId } = host.n8n
  const id = await addWorkflow(api, workflow, { credentialId, activate: false })
  await open(`/workflow/${id}/${nodeId}`, byTestId('ndv'))
  await page.click(byTestId('node-execute-button'))
  await page.waitForSelector('text=decidedBy')
  await page.click('.el-notification__closeBtn')
  await page.locator(byTestId('output-panel')).getByText('Schema').click()
  await take('recharge')
  await page.click(byTestId('parameter-input-operation'))
  await take('operations')
}

async function takeCanvas({ host, take, open }: Studio): Promise<void> {
  const id = idOf(host, 'onboard-user')
  const execution = await executionWith(host, id, 'bankcard.apply')
  await open(`/workflow/${id}/executions/${execution.id}`, byTestId('canvas-node'))
  await take('executed')
}

async function takeCredential({ host, take, open }: Studio): Promise<void> {
  await open(`/home/credentials/${host.n8n.credentialId}`, byTestId('editCredential-modal'))
  await take('credential')
}

async function takeTrigger({ host, take, open }: Studio): Promise<void> {
  const id = idOf(host, 'fraud-brake')
  const { nodes } = (await host.n8n.api.get(`/rest/workflows/${id}`)) as { nodes: { id: string; type: string }[] }
  const node = nodes.find(({ type }) => type.endsWith('asinxPayTrigger'))
  await open(`/workflow/${id}/${node?.id}`, byTestId('ndv'))
  await take('trigger')
}

type Scene = (studio: Studio) => Promise<void>

/** What is looked at in each colour scheme. */
const scenes: Record<'light' | 'dark', readonly Scene[]> = {
  light: [takeCreator, takeNodePanel, takeCanvas, takeCredential, takeTrigger],
  dark: [takeCreator, takeCanvas, takeCredential],
}

async function openStudio(host: Host, browser: Browser, colorScheme: keyof typeof scenes): Promise<Studio> {
  const context = await browser.newContext({ viewport: size, colorScheme, reducedMotion: 'reduce' })
  const { url, owner } = host.n8n
  const login = { emailOrLdapLoginId: owner.email, password: owner.password }
  await context.request.post(`${url}/rest/login`, { data: login })
  await context.addInitScript(noHints)
  const page = await context.newPage()
  return {
    host,
    page,
    async open(path, selector) {
      await page.goto(url + path)
      await page.waitForSelector(selector)
    },
    async take(name, part = 'body') {
      await page.waitForLoadState('networkidle')
      await page.evaluate('document.fonts.ready')
      await page.evaluate(untilStill)
      await page
        .locator(part)
        .first()
        .screenshot({ path: join(folder, `${name}-${colorScheme}.png`) })
    },
  }
}

const host = await openHost()
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: chromiumArguments })
try {
  await mkdir(folder, { recursive: true })
  for (const scheme of ['light', 'dark'] as const) {
    const studio = await openStudio(host, browser, scheme)
    for (const shoot of scenes[scheme])
      await shoot(studio).catch(async (error: unknown) => {
        console.error(shoot.name, error)
        await studio.take(`failed-${shoot.name}`)
        process.exitCode = 1
      })
  }
} finally {
  await browser.close()
  await host.close()
}

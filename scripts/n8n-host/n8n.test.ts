import { createCodec } from '@asinx-pay/core/wire'
import { createSandbox, demoCredentials, seedDemo } from '@asinx-pay/sandbox'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { build } from '../build.ts'
import { until } from '../e2e/support.ts'
import { freePort } from '../lib/ports.ts'
import type { Execution } from './executions.ts'
import { installN8n } from './install.ts'
import { startN8n, type RunningN8n } from './start.ts'

/** One real n8n with the packed nodes, against the sandbox. */
const codec = createCodec(demoCredentials)
const sandbox = createSandbox()
let api: { url: string; close(): Promise<void> }
let home: string
let n8n: RunningN8n

const options = async () => ({
  home,
  port: await freePort(0),
  apiBaseUrl: `${api.url}/api-web`,
  owner: { email: 'owner@example.com', password: 'Owner-of-tests-1' },
  ...demoCredentials,
})

beforeAll(async () => {
  await installN8n({ onProgress: console.log })
  await build({ only: ['core', 'n8n nodes'] })
  seedDemo(sandbox)
  api = await sandbox.listen()
  home = await mkdtemp(join(tmpdir(), 'asinx-n8n-'))
  n8n = await startN8n(await options())
})

afterAll(async () => {
  await n8n?.close()
  await api?.close()
  await sandbox.close()
  await rm(home, { recursive: true, force: true })
})

const idOf = (name: RegExp): string => n8n.workflows.find((workflow) => name.test(workflow.name))?.id ?? ''

const executionWith = (workflowId: string, text: string): Promise<Execution> =>
  until(
    async () => {
      const executions = await n8n.api.executions(workflowId)
      return executions.find(({ status, output }) => status === 'success' && JSON.stringify(output).includes(text))
    },
    { what: `An execution with ${text}`, timeoutMs: 60_000 },
  )

const post = async (url: string, body: string): Promise<{ status: number; text: string }> => {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return { status: response.status, text: await response.text() }
}

describe('the credential', () => {
  const ask = async (data: object): Promise<unknown> =>
    n8n.api.post('/rest/credentials/test', {
      credentials: { id: n8n.credentialId, name: 'ASINX PAY sandbox', type: 'asinxPayApi', data },
    })
  const good = (): object => ({ baseUrl: `${api.url}/api-web`, previousSecret: '', ...demoCredentials })

  test('is accepted when it is right', async () => {
    await expect(ask(good())).resolves.toMatchObject({ status: 'OK' })
  })

  test('is refused in clear words when the secret is another one', async () => {
    const appSecret = '0123456789abcdef0123456789abcdef'
    await expect(ask({ ...good(), appSecret })).resolves.toEqual({
      status: 'Error',
      message: expect.stringContaining('ASINX PAY refused these credentials') as string,
    })
  })

  test('is refused in clear words when something else answers there', async () => {
    await expect(ask({ ...good(), baseUrl: `${n8n.url}/healthz` })).resolves.toMatchObject({ status: 'Error' })
  })
})

describe('the trigger', () => {
  /** The same content would be a repeat, whatever its number: each notify is about another card. */
  const notify = (uniqueNo: string, userBankcardId = 137): string =>
    codec.sealNotify({
      type: 'CARD_RECHARGE_RESULT',
      uniqueNo,
      data: {
        userBankcardId,
        amount: '100.000000000000000000',
        status: 'SUCCESS',
        cardNo: '1111113485704136',
        createAt: 1691249025085,
      },
    })

  test('acknowledges a notify and starts the workflow with it', async () => {
    expect(await post(n8n.notifyUrl, notify('test-1'))).toEqual({ status: 200, text: 'success' })
    const { output } = await executionWith(idOf(/notify/), 'test-1')
    expect(output['ASINX PAY Trigger']).toEqual([
      {
        type: 'CARD_RECHARGE_RESULT',
        uniqueNo: 'test-1',
        authentic: false,
        digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        data: {
          userBankcardId: 137,
          amount: '100.000000000000000000',
          status: 'SUCCESS',
          cardNo: '•••• 4136',
          createAt: '2023-08-05T15:23:45.085Z',
        },
      },
    ])
  })

  test('refuses what it cannot open, without an execution', async () => {
    const count = async (): Promise<number> => (await n8n.api.executions(idOf(/notify/))).length
    const before = await count()
    const garbled = notify('test-2').replace(/"result":"..../, '"result":"0000')
    for (const body of [garbled, '{}', notify('test-2').replace('app_447770', 'app_1')])
      expect(await post(n8n.notifyUrl, body)).toEqual({ status: 401, text: 'refused' })
    // A good one behind them proves that nothing is still on its way.
    await post(n8n.notifyUrl, notify('test-3', 138))
    await executionWith(idOf(/notify/), 'test-3')
    expect(await count()).toBe(before + 1)
  })
})

describe('the action node', () => {
  test('registers a user and applies for a card', async () => {
    const person = { email: 'n8n@example.com', mobileNumber: '5550188', mobilePrefix: '1', productId: 102 }
    const answer = await post(`${n8n.url}/webhook/asinx-pay-new-card`, JSON.stringify(person))
    expect(answer.status).toBe(200)
    const { output } = await executionWith(idOf(/onboard/i), 'bankcard.apply')
    expect(output['Register User']).toMatchObject([{ outcome: 'done', result: { uid: expect.any(String) as string } }])
    expect(output['Apply for Card']).toMatchObject([
      { outcome: 'done', result: { userBankcardId: expect.any(Number) as number, status: 'AUDITING' } },
    ])
    expect(JSON.parse(answer.text)).toEqual(output['Apply for Card']?.[0])
  })
})

test('what was made is still there after a restart at other ports', async () => {
  const { workflows, credentialId } = n8n
  await n8n.close()
  n8n = await startN8n(await options())
  expect(n8n).toMatchObject({ workflows, credentialId })
  expect((await n8n.api.executions(idOf(/notify/))).length).toBeGreaterThan(0)
})

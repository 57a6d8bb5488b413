import { createCodec } from '@asinx-pay/core/wire'
import { demoCredentials } from '@asinx-pay/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../lib/ports.ts'
import { codec, type Host } from './host.ts'
import { openLab, type Lab, type LabNode } from './lab.ts'

const otherSecret = '0123456789abcdef0123456789abcdef'
const refused = 'ASINX PAY refused these credentials. Check that App ID, App Secret and Base URL belong together.'

function testCases(host: () => Host): void {
  const ask = async (change: object): Promise<unknown> => {
    const data = { baseUrl: `${host().sandboxUrl}/api-web`, previousSecret: '', ...demoCredentials, ...change }
    return host().n8n.api.post('/rest/credentials/test', {
      credentials: { id: host().n8n.credentialId, name: 'ASINX PAY sandbox', type: 'asinxPayApi', data },
    })
  }
  const says = (message: string | RegExp): unknown => ({
    status: 'Error',
    message: expect.stringMatching(message) as string,
  })

  test('is accepted when it is right', async () => {
    await expect(ask({})).resolves.toMatchObject({ status: 'OK' })
  })

  test.each<[string, object, string | RegExp]>([
    ['another secret', { appSecret: otherSecret }, refused],
    ['another App ID', { appId: 'app_1' }, refused],
    ['a secret that is none', { appSecret: 'secret' }, /32 hexadecimal digits/],
    ['an address that is none', { baseUrl: 'nonsense' }, /Base URL must look like/],
    ['an address in the open', { baseUrl: 'http://test.asinx.io/api-web' }, /must begin with https/],
  ])('is refused in clear words: %s', async (_, change, message) => {
    await expect(ask(change)).resolves.toEqual(says(message))
  })

  test('is refused in clear words where something else answers, and where nothing does', async () => {
    const baseUrl = `${host().n8n.url}/healthz`
    await expect(ask({ baseUrl })).resolves.toEqual(says(/./))
    const nobody = `http://127.0.0.1:${await freePort(0)}/api-web`
    await expect(ask({ baseUrl: nobody })).resolves.toEqual(says(/./))
  })
}

/** n8n's own node, with our credential chosen in it. */
const httpRequest = (url: string, parameters: object = {}): LabNode => ({
  name: 'HTTP Request',
  type: 'n8n-nodes-base.httpRequest',
  typeVersion: 4.2,
  parameters: {
    method: 'POST',
    url,
    authentication: 'predefinedCredentialType',
    nodeCredentialType: 'asinxPayApi',
    sendBody: true,
    contentType: 'json',
    specifyBody: 'json',
    jsonBody: '{}',
    options: {},
    ...parameters,
  },
})

function requestCases(host: () => Host): void {
  let lab: Lab
  beforeAll(async () => {
    lab = await openLab(host().n8n)
  })
  afterAll(() => lab?.close())

  const request = async (url: string, parameters?: object) => {
    const node = httpRequest(url, parameters)
    const credentials = { asinxPayApi: { id: lab.credentialId, name: 'ASINX PAY lab' } }
    return lab.run({ items: [{}], nodes: [{ ...node, credentials }] })
  }

  test('signs what the HTTP Request node sends; the reply stays sealed', async () => {
    const { uid, userBankcardId } = lab.card
    const ended = await request(`${lab.apiUrl}/bankcard/balance`, {
      sendHeaders: true,
      headerParameters: { parameters: [{ name: 'uId', value: uid }] },
      jsonBody: JSON.stringify({ userBankcardId }),
    })
    expect(ended).toMatchObject({ status: 'success', error: '' })
    const [reply] = ended.output('HTTP Request')
    expect(reply).toMatchObject({ success: true, result: expect.stringMatching(/^[0-9a-f]+$/) as string })
    expect(codec.openReply(JSON.stringify(reply)).result).toMatchObject({ userBankcardId })
    expect(() => createCodec({ ...demoCredentials, appSecret: otherSecret }).openReply(JSON.stringify(reply))).toThrow()
  })

  test('signs nothing for another place', async () => {
    const ended = await request(`${host().n8n.url}/webhook/elsewhere`)
    expect(ended.status).toBe('error')
    expect(ended.error).toContain('The URL does not begin with the Base URL of the ASINX PAY credential')
  })
}

export function credentialCases(host: () => Host): void {
  describe('the credential', () => {
    testCases(host)
    requestCases(host)
  })
}

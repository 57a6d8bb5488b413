import { demoCredentials } from '@asinx-pay/sandbox'
import { describe, expect, test } from 'vitest'
import type { Host } from './host.ts'

export function credentialCases(host: () => Host): void {
  describe('the credential', () => {
    const ask = async (data: object): Promise<unknown> =>
      host().n8n.api.post('/rest/credentials/test', {
        credentials: { id: host().n8n.credentialId, name: 'ASINX PAY sandbox', type: 'asinxPayApi', data },
      })
    const good = (): object => ({ baseUrl: `${host().sandboxUrl}/api-web`, previousSecret: '', ...demoCredentials })

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
      const baseUrl = `${host().n8n.url}/healthz`
      await expect(ask({ ...good(), baseUrl })).resolves.toMatchObject({ status: 'Error' })
    })
  })
}

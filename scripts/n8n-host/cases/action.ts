import { describe, expect, test } from 'vitest'
import { executionWith, idOf, type Host } from './host.ts'
import { post } from './post.ts'

export function actionCases(host: () => Host): void {
  describe('the action node', () => {
    test('registers a user and applies for a card', async () => {
      const person = { email: 'n8n@example.com', mobileNumber: '5550188', mobilePrefix: '1', productId: 102 }
      const answer = await post(`${host().n8n.url}/webhook/asinx-pay-new-card`, JSON.stringify(person))
      expect(answer.status).toBe(200)
      const { output } = await executionWith(host(), idOf(host(), 'onboard-user'), 'bankcard.apply')
      expect(output['Register User']).toMatchObject([
        { outcome: 'done', result: { uid: expect.any(String) as string } },
      ])
      expect(output['Apply for Card']).toMatchObject([
        { outcome: 'done', result: { userBankcardId: expect.any(Number) as number, status: 'AUDITING' } },
      ])
      expect(JSON.parse(answer.text)).toEqual(output['Remember Card']?.[0])
    })
  })
}

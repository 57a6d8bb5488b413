import { describe, expect, test } from 'vitest'
import { until } from '../../e2e/support.ts'
import { codec, executionWith, type Host } from './host.ts'
import { post } from './post.ts'
import { publish, published, trigger } from './published-trigger.ts'

const secret = 'a-long-path-secret'

const notify = (uniqueNo: string): string =>
  codec.sealNotify({
    type: 'CARD_STATUS_CHANGE',
    uniqueNo,
    data: { userBankcardId: 4711, status: 'ACTIVE', reason: uniqueNo },
  })

export function triggerSettingCases(host: () => Host): void {
  const withSettings = (name: string, parameters: Record<string, unknown>) =>
    publish(host(), name, { events: ['CARD_STATUS_CHANGE'], ...parameters })

  describe('settings of the trigger', () => {
    test('a path secret is the only way in', async () => {
      const { id, address } = await withSettings('Path secret', { options: { pathSecret: secret } })
      await published(`${address}/${secret}`)
      expect(await post(`${address}/${secret}`, notify('path'))).toEqual({ status: 200, text: 'success' })
      await executionWith(host(), id, 'path')
      for (const wrong of [address, `${address}/another-path-secret`])
        expect((await post(wrong, notify('path 2'))).status).toBe(404)
    })

    test('an address that is not allowed is refused, whatever it sends', async () => {
      const options = { allowedAddresses: '203.0.113.0/24' }
      const { address } = await withSettings('Allowed addresses', { options })
      await published(address)
      expect(await post(address, notify('address'))).toEqual({ status: 401, text: 'refused' })
    })

    test('the answer is what was set, as JSON where it is JSON', async () => {
      const { address } = await withSettings('Answer', { options: { answerBody: '{"code":200}' } })
      await published(address)
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: notify('answer'),
      })
      expect(answer.headers.get('content-type')).toContain('application/json')
      expect(await answer.json()).toEqual({ code: 200 })
    })

    test('marked handled: the delivery after the mark runs and puts nothing out', async () => {
      const { id, address } = await withSettings('Handled', { repeats: 'handled' })
      await published(address)
      await post(address, notify('handled'))
      expect((await executionWith(host(), id, '"handled":true')).output[trigger]).toHaveLength(1)
      await post(address, notify('handled'))
      const repeat = await until(
        async () => (await host().n8n.api.executions(id)).find(({ output }) => output[trigger]?.length === 0),
        { what: 'The execution of the repeat', timeoutMs: 60_000 },
      )
      expect(repeat).toMatchObject({ status: 'success', output: { [trigger]: [] } })
      expect(repeat.output['Mark Handled']).toBeUndefined()
    })
  })
}

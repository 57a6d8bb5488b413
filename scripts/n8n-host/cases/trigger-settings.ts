import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { until } from '../../e2e/support.ts'
import { addWorkflow, type Workflow } from '../examples.ts'
import { codec, executionWith, post, type Host } from './host.ts'

const trigger = 'ASINX PAY Trigger'
const secret = 'a-long-path-secret'

const notify = (uniqueNo: string): string =>
  codec.sealNotify({
    type: 'CARD_STATUS_CHANGE',
    uniqueNo,
    data: { userBankcardId: 4711, status: 'ACTIVE', reason: uniqueNo },
  })

/** The trigger alone, with the mark behind it where a repeat is what was marked. */
function workflowWith(name: string, parameters: Record<string, unknown>): Workflow & { hook: string } {
  const node = (label: string, type: string, more: object) => ({
    id: randomUUID(),
    name: label,
    type: `n8n-nodes-asinx-pay.${type}`,
    typeVersion: 1,
    position: [0, 0],
    parameters: {},
    ...more,
  })
  const hook = randomUUID()
  const events = ['CARD_STATUS_CHANGE']
  const isMarked = parameters.repeats === 'handled'
  const mark = { parameters: { resource: 'notify', operation: 'markHandled' } }
  return {
    hook,
    name,
    nodes: [
      node(trigger, 'asinxPayTrigger', { webhookId: hook, parameters: { events, ...parameters } }),
      ...(isMarked ? [node('Mark Handled', 'asinxPay', mark)] : []),
    ],
    connections: isMarked ? { [trigger]: { main: [[{ node: 'Mark Handled', type: 'main', index: 0 }]] } } : {},
    settings: { executionOrder: 'v1' },
  }
}

export function triggerSettingCases(host: () => Host): void {
  const publish = async (name: string, parameters: Record<string, unknown>) => {
    const { hook, ...workflow } = workflowWith(name, parameters)
    const { api, url, credentialId } = host().n8n
    const id = await addWorkflow(api, workflow, { credentialId, activate: true })
    return { id, address: `${url}/webhook/${hook}/webhook` }
  }
  const published = (address: string): Promise<true> =>
    until(async () => ((await post(address, '{}')).status === 404 ? undefined : true), {
      what: address,
      timeoutMs: 60_000,
    })

  describe('settings of the trigger', () => {
    test('a path secret is the only way in', async () => {
      const { id, address } = await publish('Path secret', { options: { pathSecret: secret } })
      await published(`${address}/${secret}`)
      expect(await post(`${address}/${secret}`, notify('path'))).toEqual({ status: 200, text: 'success' })
      await executionWith(host(), id, 'path')
      for (const wrong of [address, `${address}/another-path-secret`])
        expect((await post(wrong, notify('path 2'))).status).toBe(404)
    })

    test('an address that is not allowed is refused, whatever it sends', async () => {
      const options = { allowedAddresses: '203.0.113.0/24' }
      const { address } = await publish('Allowed addresses', { options })
      await published(address)
      expect(await post(address, notify('address'))).toEqual({ status: 401, text: 'refused' })
    })

    test('the answer is what was set, as JSON where it is JSON', async () => {
      const { address } = await publish('Answer', { options: { answerBody: '{"code":200}' } })
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
      const { id, address } = await publish('Handled', { repeats: 'handled' })
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

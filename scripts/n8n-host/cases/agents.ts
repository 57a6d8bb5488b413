import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningN8n } from '../start.ts'
import { openLab, operation, type Lab, type LabNode } from './lab.ts'
import { openModel, type Model } from './model.ts'

const agent: LabNode = {
  name: 'Agent',
  type: '@n8n/n8n-nodes-langchain.agent',
  typeVersion: 3.1,
  parameters: { promptType: 'define', text: 'Look after the card.', options: {} },
}

/** The fields that the agent fills in itself are expressions, as n8n's editor writes them. */
const byAgent = (name: string, kind: string): string => `={{ $fromAI('${name}', 'as told', '${kind}') }}`

const tool = (name: string, parameters: object): LabNode => ({
  name,
  type: 'n8n-nodes-asinx-pay.asinxPayTool',
  parameters: { descriptionType: 'manual', toolDescription: name, ...parameters },
})

/** The node as an AI agent uses it, with a model that calls each tool once. */
export function agentCases(n8n: () => RunningN8n): void {
  describe('as a tool of an AI agent', () => {
    let lab: Lab
    let model: Model
    let chat: LabNode

    beforeAll(async () => {
      lab = await openLab(n8n())
      const { uid, userBankcardId } = lab.card
      model = await openModel({ user: uid, card: userBankcardId, amount: '3.00' })
      const name = 'Model of the tests'
      const data = { apiKey: 'none', url: model.url, header: false }
      const credential = await n8n().api.post('/rest/credentials', { name, type: 'openAiApi', data })
      chat = {
        name: 'Chat Model',
        type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
        typeVersion: 1.2,
        parameters: { model: { __rl: true, mode: 'id', value: 'model' }, options: {} },
        credentials: { openAiApi: { id: (credential as { id: string }).id, name } },
      }
    })
    afterAll(async () => {
      await model?.close()
      await lab?.close()
    })

    const ask = async (key: string, fields: object): Promise<{ calls: number; answer: string }> => {
      const before = model.answers().length
      const filled = { uid: byAgent('user', 'string'), userBankcardId: byAgent('card', 'number'), ...fields }
      const nodes = [agent, chat, tool('Card Tool', operation(key, filled))]
      const to = (type: string): object => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] })
      const wires = { 'Chat Model': to('ai_languageModel'), 'Card Tool': to('ai_tool') }
      const calls = await lab.counting(key, [], async () => {
        const ended = await lab.run({ items: [{}], nodes, links: {}, wires })
        expect(ended).toMatchObject({ status: 'success', error: '' })
        expect(ended.output('Agent')).toMatchObject([{ output: 'Done.' }])
      })
      return { calls, answer: model.answers().slice(before).join('\n') }
    }
    const recharge = { amount: byAgent('amount', 'string') }

    test('it reads', async () => {
      const { calls, answer } = await ask('bankcard.balance', {})
      expect(answer).toContain('49.75')
      expect(calls).toBe(1)
    })

    test('it moves no money unless a person has allowed it in the node', async () => {
      const { calls, answer } = await ask('bankcard.recharge', recharge)
      expect(answer).toContain('switched off for AI agents')
      expect(calls).toBe(0)
    })

    test('where that is allowed, the agent is told how it ended', async () => {
      const { calls, answer } = await ask('bankcard.recharge', { ...recharge, allowMoneyOperations: true })
      expect(answer).toContain('done')
      expect(calls).toBe(1)
    })
  })
}

import { beforeAll, describe, expect, test } from 'vitest'
import { readExamples, readSample } from '../examples.ts'
import { adapted, rowsOf, runByHand } from './example.ts'
import { control, type Host } from './host.ts'
import { post } from './post.ts'
import { notifyExamples } from './notify-examples.ts'
import { cardsTable, openStage, person, type Stage } from './stage.ts'

/** Examples that a clock or another program starts. */
function otherExamples(stage: () => Stage): void {
  test('daily reconciliation: what the ledger lacks is reported', async () => {
    const { host } = stage()
    const { output } = await runByHand(host, await adapted(host, 'daily-reconciliation'))
    expect(output['List Transactions']?.length).toBeGreaterThan(1)
    const reported = host.mailbox.at('/alert').filter((letter) => letter.includes('Not in the ledger'))
    expect(reported.length).toBe(output.Report?.length)
    expect(reported.length).toBeGreaterThan(0)
  })

  test('low balance alert: the team is told, and only when it is low', async () => {
    const { host } = stage()
    const enough = await runByHand(host, await adapted(host, 'low-balance-alert'))
    expect(enough.output['Get Balance']).toHaveLength(1)
    expect(enough.output['Tell the Team']).toBeUndefined()
    const highLine = (text: string): string => text.replace('"rightValue":1000', '"rightValue":1e12')
    await runByHand(host, await adapted(host, 'low-balance-alert', highLine))
    await host.mailbox.letter('/alert', 'left')
  })

  test('automatic top-up: a card that is low is recharged', async () => {
    const { host } = stage()
    const highLine = (text: string): string => text.replace('"rightValue":20', '"rightValue":100000')
    const { status, output } = await runByHand(host, await adapted(host, 'auto-top-up', highLine))
    expect(status).toBe('success')
    expect(output['Recharge Card']).toContainEqual(expect.objectContaining({ outcome: 'done' }))
  })

  test('automatic top-up: a card that cannot be asked about goes to a person, and the others go on', async () => {
    const { host } = stage()
    const other = { email: 'other@example.com', mobileNumber: '5550166', mobilePrefix: '1', productId: 102 }
    const made = await post(`${host.n8n.url}/webhook/asinx-pay-new-card`, JSON.stringify(other))
    const { userBankcardId } = JSON.parse(made.text) as { userBankcardId: string }
    const fault = { call: 'bankcard.balance', kind: 'decline', card: Number(userBankcardId), times: 1 }
    await control(host, '/faults', fault)
    const { status, output } = await runByHand(host, await adapted(host, 'auto-top-up'))
    expect(status).toBe('success')
    await host.mailbox.letter('/alert', `Card ${userBankcardId} was not recharged`)
    expect(output['Low?']?.length).toBeGreaterThan(0)
  })

  test('offboard user: of a card that cannot be frozen it is said why', async () => {
    const { host, card } = stage()
    const { uid, userBankcardId } = card
    const fault = { call: 'bankcard.updateStatus', kind: 'decline', card: Number(userBankcardId), times: 1 }
    await control(host, '/faults', fault)
    const answer = await post(`${host.n8n.url}/webhook/asinx-pay-offboard`, JSON.stringify({ uid }))
    const message = expect.stringContaining('was declined with code 200') as string
    expect(JSON.parse(answer.text)).toEqual([{ userBankcardId, frozen: false, message }])
  })

  test('offboard user: every card of the user is frozen', async () => {
    const { host, card, act } = stage()
    const answer = await post(`${host.n8n.url}/webhook/asinx-pay-offboard`, JSON.stringify({ uid: card.uid }))
    const { userBankcardId } = card
    expect(JSON.parse(answer.text)).toEqual([{ userBankcardId, frozen: true, message: '' }])
    expect(await act('purchase', { amount: '1.00' })).toMatchObject({ respCode: '200008' })
  })

  test('offboard user: a user without cards is answered', async () => {
    const { host } = stage()
    const answer = await post(`${host.n8n.url}/webhook/asinx-pay-offboard`, '{"uid":"nobody"}')
    expect(answer).toEqual({ status: 200, text: '[{"message":"No card of this user is in the table"}]' })
  })
}

export function exampleCases(host: () => Host): void {
  describe('the examples', () => {
    let opened: Stage
    const stage = (): Stage => opened

    beforeAll(async () => {
      opened = await openStage(host())
    })

    test('are at least ten, each with a note, and without ids of credentials', async () => {
      const examples = await readExamples()
      expect(examples.size).toBeGreaterThanOrEqual(10)
      for (const { nodes } of examples.values()) {
        expect(nodes.map(({ type }) => type)).toContain('n8n-nodes-base.stickyNote')
        expect(JSON.stringify(nodes)).not.toContain('"credentials"')
      }
    })

    test('that wait for one event have its sample pinned', async () => {
      const pinned = [...(await readExamples()).values()].flatMap(({ pinData }) => Object.values(pinData ?? {}))
      expect(pinned.length).toBeGreaterThan(4)
      for (const items of pinned) {
        const json = items.map((item) => item.json)
        expect(json).toEqual(await readSample(String(json[0]?.type)))
      }
    })

    test('onboard user: the card and whose it is are in the table', async () => {
      expect(await rowsOf(host(), cardsTable)).toContainEqual(
        expect.objectContaining({ ...opened.card, email: person.email, status: 'AUDITING' }),
      )
    })

    notifyExamples(stage)
    otherExamples(stage)
  })
}

import type { Fault } from '@asinx-pay/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningN8n } from '../start.ts'
import { asinx, openLab, operation, type Ended, type Lab, type LabNode, type LabWorkflow } from './lab.ts'

const endpoint = 'bankcard.recharge'
const fields = {
  uid: '={{ $json.uid }}',
  userBankcardId: '={{ $json.userBankcardId }}',
  amount: '={{ $json.amount }}',
  options: { concurrency: 1, evenIfOpen: true },
}
const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 }
const recharge = (settings: object = {}, more: object = {}): LabNode =>
  asinx('Recharge', operation(endpoint, { ...fields, ...more }), settings)
const states = (ended: Ended): unknown[] => ended.output('Recharge').map(({ outcome }) => outcome)

/** Loops over the items one at a time, each round a run of its own. */
const loop: LabNode = {
  name: 'Loop',
  type: 'n8n-nodes-base.splitInBatches',
  typeVersion: 3,
  parameters: { batchSize: 1, options: {} },
}

interface Payments {
  order(amount: string): object
  /** How a workflow ended, and how often the API was called for a recharge meanwhile. */
  runWith(faults: Fault[], workflow: LabWorkflow): Promise<[Ended, calls: number]>
}

/** How a recharge ends. */
function outcomeCases({ order, runWith }: Payments): void {
  test('declined and unknown recharges are ordinary output, sent once with Retry On Fail', async () => {
    const faults: Fault[] = [
      { call: endpoint, kind: 'decline', code: 212, nth: 1 },
      { call: endpoint, kind: 'reset-after', nth: 2 },
    ]
    const items = [order('1.00'), order('2.00'), order('3.00')]
    const [ended, calls] = await runWith(faults, { items, nodes: [recharge(retrying)] })
    expect(ended).toMatchObject({ status: 'success', error: '' })
    expect(states(ended)).toEqual(['declined', 'unknown', 'done'])
    expect(ended.output('Recharge')[0]).toMatchObject({ code: 212, reference: { amount: '1.00' } })
    const paired = ended.runs('Recharge')[0]?.[0]?.map(({ pairedItem }) => pairedItem)
    expect(paired).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }])
    expect(calls).toBe(3)
  })

  test.each<[string, Fault]>([
    ['pending', { call: endpoint, kind: 'pending', outcome: 'NEVER' }],
    ['reset before the change', { call: endpoint, kind: 'reset-before' }],
    ['an error of the server', { call: endpoint, kind: 'error-after' }],
    ['a late reply', { call: endpoint, kind: 'late-reply', ms: 3000 }],
    ['garbage', { call: endpoint, kind: 'garbage' }],
    ['a page of a proxy', { call: endpoint, kind: 'not-json' }],
    ['a redirect', { call: endpoint, kind: 'redirect' }],
  ])('%s is unknown, and sent once with Retry On Fail and Continue On Fail', async (_, fault) => {
    const node = recharge(
      { ...retrying, onError: 'continueErrorOutput' },
      { options: { timeout: 1500, evenIfOpen: true } },
    )
    const [ended, calls] = await runWith([fault], { items: [order('1.00')], nodes: [node] })
    expect(states(ended)).toEqual(['unknown'])
    expect(ended.runs('Recharge')).toHaveLength(1)
    expect(calls).toBe(1)
  })
}

/** What fails takes its own way, and the others come out. */
function errorCases({ order, runWith }: Payments): void {
  test('a declined recharge takes the error output where that is chosen, and is sent once', async () => {
    const node = recharge(
      { ...retrying, onError: 'continueErrorOutput' },
      { options: { declinedIsError: true, evenIfOpen: true } },
    )
    const faults: Fault[] = [{ call: endpoint, kind: 'decline', code: 212, nth: 1 }]
    const items = [order('1.00'), order('2.00')]
    const [ended, calls] = await runWith(faults, { items, nodes: [node] })
    const [good, failed] = ended.runs('Recharge')[0] ?? []
    expect(good).toMatchObject([{ json: { outcome: 'done' } }])
    expect(failed).toMatchObject([
      {
        json: {
          amount: '1.00',
          error: expect.stringContaining('declined with code 212') as string,
          details: { code: 'declined', vendorCode: 212 },
        },
      },
    ])
    expect(calls).toBe(2)
  })

  test('what is above the largest amount of the node is not sent', async () => {
    const options = { concurrency: 1, evenIfOpen: true, largestRecharge: '2.00' }
    const node = recharge({ onError: 'continueRegularOutput' }, { options })
    const [ended, calls] = await runWith([], { items: [order('2.01'), order('2.00')], nodes: [node] })
    expect(ended.output('Recharge')).toMatchObject([{ details: { code: 'limit_exceeded' } }, { outcome: 'done' }])
    expect(calls).toBe(1)
  })

  test('wrong input of one item sends nothing for it, and the others come out', async () => {
    const node = recharge({ onError: 'continueErrorOutput' })
    const items = [order('1.00'), order('-5'), order('1.10')]
    const [ended, calls] = await runWith([], { items, nodes: [node] })
    const [good, failed] = ended.runs('Recharge')[0] ?? []
    expect(good).toHaveLength(2)
    expect(failed).toMatchObject([
      {
        json: {
          amount: '-5',
          error: expect.stringMatching(/^Amount must be a positive amount.*\[item 1]$/) as string,
        },
      },
    ])
    expect(calls).toBe(2)
  })
}

/** What is a new payment, and what is not. */
function roundCases({ order, runWith }: Payments): void {
  test('a loop of 20 recharges pays 20 times', async () => {
    const items = Array.from({ length: 20 }, (_, index) => order(`1.${String(index + 10)}`))
    const [ended, calls] = await runWith([], {
      items,
      nodes: [loop, recharge(retrying)],
      links: { Loop: [[], ['Recharge']], Recharge: [['Loop']] },
    })
    expect(ended.status).toBe('success')
    expect(ended.runs('Recharge')).toHaveLength(20)
    expect(calls).toBe(20)
  })

  test('waiting settles an unknown recharge without sending it again', async () => {
    const faults: Fault[] = [{ call: endpoint, kind: 'pending', ms: 500 }]
    const node = recharge({}, { options: { waitForResult: 30, evenIfOpen: true } })
    const [ended, calls] = await runWith(faults, { items: [order('4.00')], nodes: [node] })
    expect(ended.output('Recharge')).toMatchObject([{ outcome: 'done', decidedBy: 'order' }])
    expect(calls).toBe(1)
  })
}

/** Money moves once per item, whatever n8n retries, and every item comes out. */
export function moneyCases(n8n: () => RunningN8n): void {
  describe('money through n8n', () => {
    let opened: Lab
    const payments: Payments = {
      order: (amount) => ({ ...opened.card, amount }),
      async runWith(faults, workflow) {
        let ended: Ended | undefined
        const calls = await opened.counting(endpoint, faults, async () => {
          ended = await opened.run(workflow)
        })
        return [ended as Ended, calls]
      },
    }

    beforeAll(async () => {
      opened = await openLab(n8n())
    })
    afterAll(() => opened?.close())

    outcomeCases(payments)
    errorCases(payments)
    roundCases(payments)
  })
}

import { createCodec } from '@asinx-pay/core/wire'
import { demoCredentials } from '@asinx-pay/sandbox'
import { describe, expect, test } from 'vitest'
import { codec, executionWith, idOf, type Host } from './host.ts'
import { post } from './post.ts'

const trigger = 'ASINX PAY Trigger'

/** The same content would be a repeat, whatever its number: each notify is about another card. */
const notify = (uniqueNo: string, userBankcardId = 137, sealer = codec): string =>
  sealer.sealNotify({
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

/** One of each kind, as the documents show them. */
const everyType: [type: string, output: string, data: object][] = [
  ['TRANSACTION_VERIFICATION_CODE', 'Verification Code', { userBankcardId: 9001, code: '123456' }],
  ['CARD_STATUS_CHANGE', 'Card Status Changed', { userBankcardId: 9002, status: 'ACTIVE' }],
  ['TRANSACTION_CREATED', 'Transaction Created', { userBankcardId: 9003, transaction: { recordNo: 'r-1' } }],
  ['CARD_RECHARGE_RESULT', 'Card Recharge Result', { userBankcardId: 9004, amount: '1', status: 'FAILED' }],
  ['COIN_RECHARGE_RESULT', 'Coin Deposit Result', { uid: 'u-1', orderNo: 'o-1', status: 'SUCCESS' }],
]

/** Blocks of another notify's ciphertext in place of this one's: 99 and 77 give 79, which nothing in the scheme sees. */
function spliced(): string {
  const sealAmount = (amount: string, uniqueNo: string): { result: string } =>
    JSON.parse(
      codec.sealNotify({
        type: 'CARD_RECHARGE_RESULT',
        uniqueNo,
        data: { amount, status: 'SUCCESS', userBankcardId: 9100 },
      }),
    ) as { result: string }
  const small = sealAmount('99', 'splice')
  const large = sealAmount('77', 'other')
  return JSON.stringify({ ...small, result: large.result.slice(0, 32) + small.result.slice(32) })
}

export function triggerCases(host: () => Host): void {
  const hub = (): string => idOf(host(), 'notify-hub')
  const send = (body: string) => post(host().n8n.notifyUrl, body)
  const count = async (): Promise<number> => (await host().n8n.api.executions(hub())).length
  /** A good notify behind others proves that nothing of theirs is still on its way. */
  const settled = async (uniqueNo: string, card: number): Promise<void> => {
    await send(notify(uniqueNo, card))
    await executionWith(host(), hub(), uniqueNo)
  }

  describe('the trigger', () => {
    test('acknowledges a notify and starts the workflow with it', async () => {
      expect(await send(notify('test-1'))).toEqual({ status: 200, text: 'success' })
      const { output } = await executionWith(host(), hub(), 'test-1')
      expect(output[trigger]).toEqual([
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

    test.each(everyType)('%s leaves by the output %s', async (type, output, data) => {
      expect(await send(codec.sealNotify({ type, uniqueNo: `each ${type}`, data }))).toMatchObject({ status: 200 })
      const execution = await executionWith(host(), hub(), `each ${type}`)
      expect(Object.keys(execution.output).filter((name) => name !== trigger)).toEqual([output])
    })

    test('opens what was spliced from two notifies, and says that nothing proves it authentic', async () => {
      expect(await send(spliced())).toMatchObject({ status: 200 })
      const { output } = await executionWith(host(), hub(), 'splice')
      expect(output[trigger]).toMatchObject([{ authentic: false, data: { amount: '79' } }])
    })

    test('refuses what it cannot open, without an execution', async () => {
      const before = await count()
      const otherKey = createCodec({ ...demoCredentials, appSecret: '00112233445566778899aabbccddeeff' })
      const bodies = [
        notify('bad').replace(/"result":"..../, '"result":"0000'),
        '{}',
        notify('bad').replace('app_447770', 'app_1'),
        notify('bad', 1, otherKey),
        notify('bad').replace('CARD_RECHARGE_RESULT', 'CARD_LOST'),
        notify('bad').replace('"bad"', JSON.stringify('x'.repeat(70_000))),
      ]
      for (const body of bodies) expect(await send(body)).toEqual({ status: 401, text: 'refused' })
      await settled('test-3', 138)
      expect(await count()).toBe(before + 1)
    })

    test('of deliveries at the same moment, and under other numbers, one starts the workflow', async () => {
      const before = await count()
      const deliveries = ['a', 'a', 'a', 'b', 'c'].map((uniqueNo) => send(notify(`same ${uniqueNo}`, 139)))
      for (const answer of await Promise.all(deliveries)) expect(answer).toEqual({ status: 200, text: 'success' })
      await settled('test-4', 140)
      expect(await count()).toBe(before + 2)
    })
  })
}

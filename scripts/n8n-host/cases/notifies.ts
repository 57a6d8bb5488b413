import { notifyTypes, type NotifyType } from '@asinx-pay/core'
import { createForger, createTestData, sealTestNotify, type TestNotify } from '@asinx-pay/core/testing'
import { demoCredentials } from '@asinx-pay/sandbox'
import { beforeAll, describe, expect, test } from 'vitest'
import { countExecutions } from '../executions.ts'
import { codec, executionWith, type Host } from './host.ts'
import { post } from './post.ts'
import { publish, published, trigger } from './published-trigger.ts'

const seed = 2026
const { appId } = demoCredentials
const forger = createForger({ appId, seed })
/** Pairs that are tried until one block of the second fits into the first. */
const splicedPairs = 100
/** Beyond the 64 kB that the trigger reads. */
const tooLong = 'x'.repeat(70_000)

const testNotify = <T extends NotifyType>(type: T, number: number): TestNotify<T> =>
  createTestData({ seed: seed + number }).notify(type)

const sealed = (notify: { type: NotifyType; uniqueNo: string; data: object }): string => sealTestNotify(codec, notify)
const altered = (body: string, change: object): string => JSON.stringify({ ...(JSON.parse(body) as object), ...change })

const opens = (body: string): boolean => {
  try {
    return codec.openNotify(body).digest !== ''
  } catch {
    return false
  }
}

/** Two notifies cut up and put together so that they still open. */
function splicedOf(type: NotifyType): string {
  const body = sealed(testNotify(type, 1))
  for (let number = 2; number < splicedPairs; number++) {
    const found = forger.splice(body, sealed(testNotify(type, number))).find(opens)
    if (found) return found
  }
  throw new Error(`No two notifies of ${type} could be spliced.`)
}

/** Everything that is not a notify of this merchant, each of one type. */
const forgeries: Record<string, (notify: TestNotify<NotifyType>) => string> = {
  'a changed byte': (notify) => forger.changeByte(sealed(notify)),
  'half of it': (notify) => forger.truncate(sealed(notify)),
  'no ciphertext': (notify) => altered(sealed(notify), { result: 'garbled' }),
  'another appId': (notify) => altered(sealed(notify), { appId: `${appId}1` }),
  'another key': (notify) => forger.sealElsewhere(notify),
  'an unknown type': (notify) => altered(sealed(notify), { type: `${notify.type}_LOST` }),
  'a member too many': (notify) => altered(sealed(notify), { sign: 'none' }),
  'a member twice': (notify) => sealed(notify).replace('{', `{"appId":${JSON.stringify(appId)},`),
  'no members': () => '{}',
  'too long': (notify) => sealed({ ...notify, data: { ...notify.data, more: tooLong } }),
}

/** Every kind of notify, and every way in which it is not one. */
export function notifyCases(host: () => Host): void {
  describe.each(notifyTypes)('%s', (type) => {
    let at: { id: string; address: string }
    const send = (body: string) => post(at.address, body)
    const stored = () => countExecutions(host().n8n.api, at.id)
    const accepted = { status: 200, text: 'success' }

    /** Of the execution that a notify started. */
    const output = async (body: string): Promise<unknown> => {
      const { digest } = codec.openNotify(body)
      return (await executionWith(host(), at.id, digest)).output[trigger]
    }

    beforeAll(async () => {
      at = await publish(host(), `Notifies ${type}`, { events: notifyTypes })
      await published(at.address)
    })

    test('valid: it starts the workflow once, whatever number it comes again with', async () => {
      const body = sealed(testNotify(type, 1))
      const { uniqueNo, digest } = codec.openNotify(body)
      expect(await send(body)).toEqual(accepted)
      expect(await output(body)).toMatchObject([{ type, uniqueNo, digest, authentic: false, data: {} }])
      const before = await stored()
      for (const again of [body, body, forger.renumber(body)]) expect(await send(again)).toEqual(accepted)
      expect(await stored()).toBe(before)
    })

    test('spliced: it opens, and says that it is not authentic', async () => {
      const body = splicedOf(type)
      expect(await send(body)).toEqual(accepted)
      const { uniqueNo, digest } = codec.openNotify(body)
      expect(await output(body)).toMatchObject([{ type, uniqueNo, digest, authentic: false }])
    })

    test('forged: it is refused without an execution and without a reason', async () => {
      const before = await stored()
      const notify = testNotify(type, splicedPairs)
      for (const [name, forge] of Object.entries(forgeries))
        expect(await send(forge(notify)), name).toEqual({ status: 401, text: 'refused' })
      expect((await send('not JSON')).status).toBe(422)
      // The true one behind them shows that nothing of theirs is still on its way.
      const body = sealed(notify)
      expect(await send(body)).toEqual(accepted)
      await output(body)
      expect(await stored()).toBe(before + 1)
    })
  })
}

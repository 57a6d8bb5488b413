import { beforeAll, afterAll, describe, expect, test } from 'vitest'
import { answering } from '../../test/asker.ts'
import { createCodec } from '../codec.ts'
import { confirm } from '../confirm.ts'
import { createDedupe } from '../dedupe.ts'
import type { OpenedNotify } from '../envelope.ts'
import { isAsinxError } from '../errors.ts'
import { notifyTypes } from '../notifies.ts'
import { createForger } from './forger.ts'
import { createTestData, sealTestNotify, sealTestReply } from './test-data.ts'

const appId = 'app_447770'
const codec = createCodec({ appId, appSecret: 'b635dd5c87f7bf73387929203321b1e1' })

function open(body: string): OpenedNotify | undefined {
  try {
    return codec.openNotify(body)
  } catch (error) {
    if (isAsinxError(error, 'notify_refused')) return undefined
    throw error
  }
}

describe('what strictness refuses', () => {
  const tries = 200_000
  const { stackTraceLimit } = Error
  // A refusal costs a stack trace, which is most of the time of so many.
  beforeAll(() => void (Error.stackTraceLimit = 0))
  afterAll(() => void (Error.stackTraceLimit = stackTraceLimit))

  test(`none of ${tries} byte changes, truncations and wrong keys is accepted`, { timeout: 120_000 }, () => {
    const data = createTestData({ seed: 20_260 })
    const forger = createForger({ appId, seed: 20_260 })
    let count = 0
    const accepted: string[] = []
    while (count < tries) {
      const notify = data.notify(notifyTypes[count % notifyTypes.length] ?? 'CARD_STATUS_CHANGE')
      const body = sealTestNotify(codec, notify)
      expect(open(body)).toMatchObject({ authentic: false })
      for (let round = 0; round < 100; round++) {
        const forgeries = [forger.changeByte(body), forger.truncate(body)]
        accepted.push(...forgeries.filter(open))
        count += forgeries.length
      }
      for (let round = 0; round < 20; round++, count++) {
        const foreign = forger.sealElsewhere(notify)
        if (open(foreign)) accepted.push(foreign)
      }
    }
    expect(count).toBeGreaterThanOrEqual(tries)
    expect(accepted).toEqual([])
  })
})

describe('what opens all the same', () => {
  const forger = createForger({ appId })
  const told = createTestData({ fill: 'required' }).notify('CARD_RECHARGE_RESULT', {
    userBankcardId: 140,
    status: 'SUCCESS',
    amount: '100.00',
  })
  const body = sealTestNotify(codec, told)
  const uid = 'hgwoxhlpzvav6m2l'
  const order = { requestOrderId: 'LM1', status: 'SUCCESS', amount: '100.00' }
  const asked = (notify: OpenedNotify) =>
    confirm(
      notify,
      answering(() => order),
      { uid, requestOrderId: 'LM1' },
    )

  test('one block of another notify: authentic is false, and the API contradicts it', async () => {
    const other = sealTestNotify(codec, { ...told, data: { ...told.data, amount: '987.65' } })
    const opened = forger.splice(body, other).map(open)
    expect(opened.length).toBeGreaterThan(0)
    for (const notify of opened) {
      expect(notify).toMatchObject({ authentic: false, unknown: [] })
      expect(notify).not.toMatchObject({ data: { amount: '100.00' } })
      expect(await asked(notify as OpenedNotify)).toMatchObject({ state: 'contradicted', differs: ['amount'] })
    }
  })

  test('blocks moved, doubled or left out: whatever opens is not confirmed, unless it says the same', async () => {
    const genuine = open(body)
    let openedCount = 0
    for (let round = 0; round < 2000; round++) {
      const notify = open(forger.shuffleBlocks(body))
      if (!notify) continue
      openedCount += 1
      expect(notify.authentic).toBe(false)
      if (notify.digest !== genuine?.digest) expect((await asked(notify)).state).not.toBe('confirmed')
    }
    expect(openedCount).toBeGreaterThan(0)
  })

  test('a notify again under another number is a repeat', async () => {
    const dedupe = createDedupe()
    expect(await dedupe.see(codec.openNotify(body))).toBe('new')
    const again = codec.openNotify(forger.renumber(body))
    expect(again.uniqueNo).not.toBe(told.uniqueNo)
    expect(await dedupe.see(again)).toBe('repeat')
  })

  test('a splice under the number of the true one is a conflict', async () => {
    const dedupe = createDedupe()
    await dedupe.see(codec.openNotify(body))
    const other = sealTestNotify(codec, { ...told, data: { ...told.data, amount: '987.65' } })
    const [spliced = ''] = forger.splice(body, other)
    const renumbered = JSON.stringify({ ...(JSON.parse(spliced) as object), uniqueNo: told.uniqueNo })
    expect(await dedupe.see(codec.openNotify(renumbered))).toBe('conflict')
  })

  test('a reply of the API, posted as a notify, opens: what the row does not know is flagged, and it is old news', async () => {
    const applied = createTestData().result('bankcard.apply', { userBankcardId: 140, status: 'AUDITING' })
    const posted = codec.openNotify(
      forger.postReply(sealTestReply(codec, 'bankcard.apply', applied), 'CARD_STATUS_CHANGE'),
    )
    expect(posted).toMatchObject({ authentic: false, unknown: ['tag'], data: { status: 'AUDITING' } })
    const card = answering(() => ({ userBankCardStatus: 'ACTIVE' }))
    expect(await confirm(posted, card, { uid })).toMatchObject({ state: 'cannot_tell', why: 'moved_on' })
  })

  test('the content of another type opens only where it has the members, and they are flagged', () => {
    const opened = Array.from({ length: 50 }, () => open(forger.swapType(body))).filter((each) => each !== undefined)
    expect(new Set(opened.map(({ type }) => type))).toEqual(new Set(['CARD_STATUS_CHANGE']))
    for (const notify of opened) expect(notify).toMatchObject({ authentic: false, unknown: ['amount'] })
  })

  test('the same seed gives the same forgeries', () => {
    const make = (seed: number): string[] => {
      const { changeByte, truncate, shuffleBlocks, swapType, renumber } = createForger({ appId, seed })
      return [changeByte, truncate, shuffleBlocks, swapType, renumber].map((forge) => forge(body))
    }
    expect(make(3)).toEqual(make(3))
    expect(make(4)).not.toEqual(make(3))
  })
})

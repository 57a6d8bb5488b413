import { describe, expect, test } from 'vitest'
import { answers, endOf, lost, sealed, stubPorts, uid, type Stubbed } from '../test/support/stub-ports.ts'
import { endpointKeys, endpointOf, type EndpointKey } from './endpoints/index.ts'
import { defaultMaxRows, listAll, type ListOptions } from './list-all.ts'

const card = { uid, userBankcardId: 135 }
const request = { endpoint: 'bankcard.transactions', input: card } as const

const row = (id: number) => ({ id, recordNo: `r${id}` })
const rows = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => row(from + index))

async function collect(
  stubbed: Stubbed[],
  options: ListOptions & { endpoint?: EndpointKey; input?: object } = {},
): Promise<{ ids: unknown[]; pages: unknown[]; end: unknown }> {
  const { endpoint = request.endpoint, input = request.input, ...rest } = options
  const { ports, sent } = stubPorts(stubbed)
  const ids: unknown[] = []
  const end = await endOf(
    (async () => {
      for await (const each of listAll(ports, { endpoint, input }, rest)) ids.push((each as { id?: number }).id)
    })(),
  )
  return { ids, pages: sent.map(({ body }) => body.pageNum), end }
}

const numbers = (from: number, to: number) => rows(from, to).map(({ id }) => id)

describe('where a list ends', () => {
  test('on a short page', async () => {
    const { ids, pages } = await collect([answers(rows(1, 10)), answers(rows(11, 20)), answers(rows(21, 23))])
    expect(ids).toEqual(numbers(1, 23))
    expect(pages).toEqual([1, 2, 3])
  })

  test('on an empty page after a full one, and at once when there is nothing', async () => {
    expect((await collect([answers(rows(1, 10)), answers([])])).pages).toEqual([1, 2])
    expect(await collect([answers([])])).toEqual({ ids: [], pages: [1], end: undefined })
  })

  test('a total never ends it', async () => {
    const page = sealed({ result: rows(1, 10), total: 10 })
    const { ids } = await collect([page, sealed({ result: rows(11, 12), total: 2 })])
    expect(ids).toEqual(numbers(1, 12))
  })

  test('a total above what came makes a short page suspect: the vendor may give fewer rows than asked for', async () => {
    const short = (from: number, to: number) => sealed({ result: rows(from, to), total: 7 })
    const { ids, pages } = await collect([short(1, 3), short(4, 6), short(7, 7)], { input: { ...card, pageSize: 50 } })
    expect(ids).toEqual(numbers(1, 7))
    expect(pages).toEqual([1, 2, 3])
  })

  test('a total that is wrong costs one page more, and ends', async () => {
    const { ids, pages } = await collect([sealed({ result: rows(1, 3), total: 99 }), answers([])])
    expect(ids).toEqual(numbers(1, 3))
    expect(pages).toEqual([1, 2])
  })

  test('more rows than allowed are an error, after those that are', async () => {
    const { ids, end } = await collect([answers(rows(1, 10))], { maxRows: 7 })
    expect([ids, end]).toEqual([numbers(1, 7), 'too_many_rows'])
    expect((await collect([answers(rows(1, 7))], { maxRows: 7 })).end).toBeUndefined()
    expect(defaultMaxRows).toBe(100_000)
  })

  test.each([0, -1, 1.5, 1_000_001])('a maximum of %d rows is refused', async (maxRows) => {
    expect(await collect([answers([])], { maxRows })).toMatchObject({ end: 'invalid_input', pages: [] })
  })

  test('pages that repeat for ever are an error, not a loop', async () => {
    const { ids, pages, end } = await collect([answers(rows(1, 10))])
    expect([ids, pages, end]).toEqual([numbers(1, 10), [1, 2, 3, 4], 'unreadable_reply'])
  })
})

describe('rows that move while the list is read', () => {
  test('are given once', async () => {
    const { ids } = await collect([
      answers(rows(1, 10)),
      answers([...rows(8, 10), ...rows(11, 17)]),
      answers([row(18)]),
    ])
    expect(ids).toEqual(numbers(1, 18))
  })

  test('by a whole page do not end it', async () => {
    const { ids } = await collect([answers(rows(1, 10)), answers(rows(1, 10)), answers(rows(11, 12))])
    expect(ids).toEqual(numbers(1, 12))
  })

  test('a row whose state has changed meanwhile is the same row', async () => {
    const pending = { ...row(10), transStatus: 'pending' }
    const { ids } = await collect([
      answers([...rows(1, 9), pending]),
      answers([{ ...pending, transStatus: 'posted' }, row(11)]),
    ])
    expect(ids).toEqual(numbers(1, 11))
  })

  test('alike rows without a number are told apart by their page', async () => {
    const deposit = (createTime: number) => ({ uid, symbol: 'USDT', amount: '1', createTime })
    const many = Array.from({ length: 8 }, (_, index) => deposit(index))
    const options = { endpoint: 'account.userRechargeList', input: {} } as const
    const { ids } = await collect(
      [answers([...many, deposit(9), deposit(9)]), answers([deposit(9), deposit(10)])],
      options,
    )
    expect(ids).toHaveLength(11)
  })
})

describe('what is asked', () => {
  test('the filter stays, and the caller says where to begin and how much to take', async () => {
    const { ports, sent } = stubPorts([answers(rows(1, 2)), answers([])])
    const input = { ...card, fromTimestamp: 5, pageNum: 3, pageSize: 2 }
    for await (const _row of listAll(ports, { endpoint: 'bankcard.transactions', input })) continue
    expect(sent.map(({ body }) => body)).toEqual([
      { userBankcardId: 135, fromTimestamp: 5, pageNum: 3, pageSize: 2 },
      { userBankcardId: 135, fromTimestamp: 5, pageNum: 4, pageSize: 2 },
    ])
  })

  test('no page before it is wanted', async () => {
    const { ports, sent } = stubPorts([answers(rows(1, 10))])
    for await (const _row of listAll(ports, request)) break
    expect(sent).toHaveLength(1)
  })

  test('each page is tried as a read is', async () => {
    expect(await collect([lost, answers(rows(1, 10)), lost, answers(rows(11, 11))])).toMatchObject({
      ids: numbers(1, 11),
      pages: [1, 1, 2, 2],
    })
  })

  test('nothing more once the caller stops', async () => {
    const stop = new AbortController()
    const { ports, sent } = stubPorts([answers(rows(1, 10))])
    const seen: object[] = []
    const reading = (async () => {
      for await (const each of listAll(ports, request, { signal: stop.signal })) {
        seen.push(each)
        stop.abort()
      }
    })()
    expect(await endOf(reading)).toBe('aborted')
    expect([seen.length, sent.length]).toEqual([10, 1])
  })

  test('every row that says it is paged can be listed, and no other', async () => {
    const input = (key: EndpointKey) => (endpointOf(key).scope === 'user' ? card : {})
    const ends = await Promise.all(
      endpointKeys.map(async (endpoint) => (await collect([answers([])], { endpoint, input: input(endpoint) })).end),
    )
    const listed = endpointKeys.filter((_key, index) => ends[index] === undefined)
    expect(listed).toEqual(endpointKeys.filter((key) => endpointOf(key).paged))
    expect(listed).toEqual(['bankcard.transactions', 'account.userRechargeList', 'merchant.rechargeList'])
  })
})

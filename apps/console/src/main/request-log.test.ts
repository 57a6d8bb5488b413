import type { ReplyEvent } from '@asinx-pay/core'
import { expect, onTestFinished, test } from 'vitest'
import { tempDir } from '../../test/running.ts'
import { openDatabase } from './services/database.ts'
import { createEventHub } from './services/events.ts'
import { pageSize } from './services/page.ts'
import { createRequestLog, maxRequests, maxResultLength, type RequestLog } from './services/request-log.ts'

interface Opened {
  log: RequestLog
  tell: (event?: Partial<ReplyEvent>) => void
  count: () => number
  /** In one transaction: a disk is slower than this test wants to be. */
  together: (work: () => void) => void
}

async function open(): Promise<Opened> {
  const db = openDatabase(await tempDir())
  onTestFinished(() => db.close())
  const log = createRequestLog({ db, events: createEventHub(), now: () => 1_000 })
  const { onReply } = log.hooks('p1')
  const plain: ReplyEvent = {
    endpoint: 'merchant.asset',
    path: '/merchant/asset',
    tries: 1,
    input: {},
    durationMs: 3.4,
    verdict: 'done',
    httpStatus: 200,
    code: 1,
  }
  return {
    log,
    tell: (event = {}) => onReply?.({ ...plain, ...event }),
    together: (work) => db.transaction(work),
    count: () => db.get<{ count: number }>('select count(*) as count from requests')?.count ?? 0,
  }
}

test('newest first, page by page, each profile for itself', async () => {
  const { log, tell } = await open()
  for (let index = 0; index < pageSize + 1; index++) tell({ tries: index })
  const first = log.page('p1', {})
  expect(first.rows).toHaveLength(pageSize)
  expect(first.rows[0]).toMatchObject({ tries: pageSize, at: 1_000, durationMs: 3, result: null, isCut: false })
  const second = log.page('p1', { cursor: first.cursor ?? '' })
  expect(second).toMatchObject({ rows: [{ tries: 0 }], cursor: null })
  expect(log.page('p2', {}).rows).toEqual([])
})

test('filters by endpoint and by what did not succeed', async () => {
  const { log, tell } = await open()
  tell()
  tell({ endpoint: 'sys.clock', verdict: 'lost' })
  expect(log.page('p1', { endpoint: 'sys.clock' }).rows).toHaveLength(1)
  expect(log.page('p1', { failed: true }).rows).toMatchObject([{ verdict: 'lost' }])
})

test('a long result is left out and said to be', async () => {
  const { log, tell } = await open()
  tell({ result: { note: 'x'.repeat(maxResultLength) } })
  expect(log.page('p1', {}).rows).toMatchObject([{ result: null, isCut: true }])
})

test('the oldest go when there are too many', async () => {
  const { tell, count, together } = await open()
  together(() => {
    for (let index = 0; index < maxRequests + 400; index++) tell()
  })
  expect(count()).toBeLessThan(maxRequests + 400)
  expect(count()).toBeGreaterThanOrEqual(maxRequests)
})

import { callWithReply, type CallOptions, type CallRequest } from './call.ts'
import { endpointOf, type EndpointKey } from './endpoints/index.ts'
import { AsinxError } from './errors.ts'
import { canonicalJson } from './json.ts'
import type { Ports } from './ports.ts'

/** What `listAll` may be told beyond the input. */
export interface ListOptions extends Omit<CallOptions, 'beforeSend' | 'balanceBefore'> {
  /** Most rows to give; one more is an error, never a silent end. 1 to 1,000,000. Default `defaultMaxRows`. */
  maxRows?: number
}

/** Rows that `listAll` gives at most unless told otherwise. */
export const defaultMaxRows = 100_000
const largestMaxRows = 1_000_000
/** Rows on a page when the caller names no size: what the vendor takes by default, so that it cannot be above a maximum. */
const defaultPageSize = 10
/** Pages in a row that may bring nothing new before the list is taken to be one that never ends. */
const maxStalePages = 3

/** What tells a row apart; the whole row where nothing else does. */
function keyOf(row: object, rowKey: readonly string[] | undefined): string {
  const members = (rowKey ?? []).map((name): unknown => (row as Record<string, unknown>)[name])
  return members.some((member) => member !== undefined) ? canonicalJson(members) : canonicalJson(row)
}

interface Page {
  rows: object[]
  total: number | undefined
}

async function readPage(ports: Ports, request: CallRequest, options: CallOptions): Promise<Page> {
  const { result, reply } = await callWithReply(ports, request, options)
  return { rows: result as object[], total: reply.total }
}

function checkPaged(endpoint: EndpointKey): void {
  if (!endpointOf(endpoint).paged)
    throw new AsinxError('invalid_input', `${endpoint} is not a paged list.`, { endpoint })
}

/**
 * Every row of a paged list, page after page. A page shorter than asked for is the last one; `total` never ends the
 * list, it can only make a short page suspect, and then one more is asked for. Rows that an earlier page has already
 * given, because new ones moved them on, are dropped; where no number tells rows apart, alike ones on one page are kept. The deadline is for each page, the signal for all of them.
 * @throws AsinxError as a read does, and `too_many_rows`
 */
export async function* listAll(
  ports: Ports,
  { endpoint, input }: CallRequest,
  options: ListOptions = {},
): AsyncGenerator<object, void, undefined> {
  checkPaged(endpoint)
  const { maxRows = defaultMaxRows, ...callOptions } = options
  if (!Number.isSafeInteger(maxRows) || maxRows < 1 || maxRows > largestMaxRows)
    throw new AsinxError('invalid_input', `maxRows must be a whole number from 1 to ${largestMaxRows}.`, { endpoint })
  const { rowKey } = endpointOf(endpoint)
  const { pageNum: from = 1, pageSize = defaultPageSize, ...filter } = (input ?? {}) as Record<string, number>
  const seen = new Set<string>()
  let given = 0
  for (let pageNum = from, stale = 0, read = 0; ; pageNum++) {
    const page = await readPage(ports, { endpoint, input: { ...filter, pageNum, pageSize } }, callOptions)
    const fresh = page.rows.map((row) => ({ row, key: keyOf(row, rowKey) })).filter(({ key }) => !seen.has(key))
    for (const { row, key } of fresh) {
      if (rowKey && seen.has(key)) continue
      if (given++ === maxRows)
        throw new AsinxError('too_many_rows', `${endpoint} has more than ${maxRows} rows.`, { endpoint })
      seen.add(key)
      yield row
    }
    read += page.rows.length
    stale = fresh.length === 0 ? stale + 1 : 0
    if (page.rows.length === 0 || (page.rows.length < pageSize && !(stale === 0 && (page.total ?? 0) > read))) return
    if (stale === maxStalePages)
      throw new AsinxError('unreadable_reply', `${endpoint} repeats its pages and never ends.`, { endpoint })
  }
}

import { isEndpointKey, type Hooks, type ReplyEvent } from '@asinx-pay/core'
import type { Page, RequestRow } from '../../shared/bridge.ts'
import type { Clock } from '../ports.ts'
import type { Database } from './database.ts'
import type { EventHub } from './events.ts'
import { pageOf, pageSize } from './page.ts'

/** Most requests that are remembered; the oldest go first. */
export const maxRequests = 20_000
/** Longest result that is kept, in characters of JSON. */
export const maxResultLength = 32_768
/** How many requests come in between two clean-ups. */
const cleanEvery = 200

/** What went out and came back, without secrets, for people who look for what happened. */
export interface RequestLog {
  /** What a profile's client tells of its requests. */
  hooks(profileId: string): Hooks
  page(profileId: string, filter: { cursor?: string; endpoint?: string; failed?: boolean }): Page<RequestRow>
}

interface Stored extends Omit<RequestRow, 'input' | 'result' | 'isCut'> {
  input: string
  result: string | null
  isCut: number
}

const columns = `seq, at, endpoint, verdict, tries, duration_ms as durationMs, http_status as httpStatus, code, message,
  input, result, is_cut as isCut`

const rowOf = ({ input, result, isCut, ...row }: Stored): RequestRow => ({
  ...row,
  input: JSON.parse(input) as Record<string, unknown>,
  result: result === null ? null : JSON.parse(result),
  isCut: isCut === 1,
})

/** The result as the log keeps it. */
function keep(result: unknown): { result: string | null; isCut: number } {
  const text = result === undefined ? null : JSON.stringify(result)
  return text !== null && text.length > maxResultLength ? { result: null, isCut: 1 } : { result: text, isCut: 0 }
}

export function createRequestLog({ db, events, now }: { db: Database; events: EventHub; now: Clock }): RequestLog {
  function write(profileId: string, event: ReplyEvent): void {
    const { endpoint, verdict, tries, durationMs, httpStatus = null, code = null, message = null } = event
    const { lastId: seq } = db.run(
      `insert into requests (profile_id, at, endpoint, verdict, tries, duration_ms, http_status, code, message, input,
         result, is_cut)
       values ($profileId, $at, $endpoint, $verdict, $tries, $durationMs, $httpStatus, $code, $message, $input, $result,
         $isCut)`,
      {
        profileId,
        endpoint,
        verdict,
        tries,
        httpStatus,
        code,
        message,
        durationMs: Math.round(durationMs),
        at: now(),
        input: JSON.stringify(event.input),
        ...keep(event.result),
      },
    )
    if (seq % cleanEvery === 0) db.run('delete from requests where seq <= $oldest', { oldest: seq - maxRequests })
    events.emit('requests.changed', { seq })
  }

  return {
    hooks: (profileId) => ({ onReply: (event) => write(profileId, event) }),
    page(profileId, { cursor, endpoint, failed }) {
      const rows = db.all<Stored>(
        `select ${columns} from requests
         where profile_id = $profileId and ($cursor is null or seq < $cursor)
           and ($endpoint is null or endpoint = $endpoint) and ($failed = 0 or verdict <> 'done')
         order by seq desc limit $limit`,
        {
          profileId,
          cursor: cursor === undefined ? null : Number(cursor),
          endpoint: endpoint !== undefined && isEndpointKey(endpoint) ? endpoint : null,
          failed: failed === true ? 1 : 0,
          limit: pageSize + 1,
        },
      )
      return pageOf(rows, rowOf)
    },
  }
}

import { createHash } from 'node:crypto'
import type { AuditRow, Page } from '../../shared/bridge.ts'
import type { Audit, Clock } from '../ports.ts'
import type { Database } from './database.ts'
import type { EventHub } from './events.ts'
import { pageOf, pageSize } from './page.ts'

/** What people did here, in order. Lines are only ever added; each one's hash covers the one before it. */
export interface AuditTrail extends Audit {
  page(filter: { cursor?: string; kind?: string }): Page<AuditRow>
  kinds(): string[]
  /** From the first line to the last, read a piece at a time. */
  rows(): Iterable<AuditRow>
  /** The first line that is not as it was written, or null. */
  firstBroken(): number | null
}

interface Line {
  at: number
  who: string
  kind: string
  profileId: string | null
  facts: string
}
type Stored = Line & { seq: number; chain: string }

const columns = 'seq, at, who, kind, profile_id as profileId, facts, chain'
/** Lines that are read at a time. */
const pieceSize = 500
/** What the first line is chained to. */
const beginning = '0'.repeat(64)

const chained = (before: string, { at, who, kind, profileId, facts }: Line): string =>
  createHash('sha256')
    .update(JSON.stringify([before, at, who, kind, profileId, facts]))
    .digest('hex')

const show = ({ facts, chain: _chain, ...row }: Stored): AuditRow => ({
  ...row,
  facts: JSON.parse(facts) as AuditRow['facts'],
})

export interface AuditPorts {
  db: Database
  events: EventHub
  now: Clock
  /** Who is at this computer, as the operating system says. */
  operator: string
  /** The profile that is in use, which a line belongs to unless it names another. */
  activeProfileId: () => string | null
}

export function createAudit({ db, events, now, operator, activeProfileId }: AuditPorts): AuditTrail {
  function* stored(): Iterable<Stored> {
    for (let seq = 0; ;) {
      const piece = db.all<Stored>(`select ${columns} from audit where seq > $seq order by seq limit $limit`, {
        seq,
        limit: pieceSize,
      })
      yield* piece
      if (piece.length < pieceSize) return
      seq = piece.at(-1)?.seq ?? seq
    }
  }

  return {
    note(kind, { profileId = activeProfileId(), ...facts }) {
      const line: Line = {
        at: now(),
        who: operator,
        kind,
        profileId: profileId === null ? null : String(profileId),
        facts: JSON.stringify(facts),
      }
      const last = db.get<{ chain: string }>('select chain from audit order by seq desc limit 1')
      db.run(
        `insert into audit (at, who, kind, profile_id, facts, chain)
         values ($at, $who, $kind, $profileId, $facts, $chain)`,
        { ...line, chain: chained(last?.chain ?? beginning, line) },
      )
      events.emit('audit.changed', null)
    },
    page({ cursor, kind }) {
      const rows = db.all<Stored>(
        `select ${columns} from audit where ($cursor is null or seq < $cursor) and ($kind is null or kind = $kind)
         order by seq desc limit $limit`,
        { cursor: cursor === undefined ? null : Number(cursor), kind: kind ?? null, limit: pageSize + 1 },
      )
      return pageOf(rows, show)
    },
    kinds: () => db.all<{ kind: string }>('select distinct kind from audit order by kind').map(({ kind }) => kind),
    *rows() {
      for (const row of stored()) yield show(row)
    },
    firstBroken() {
      let before = beginning
      for (const row of stored()) {
        if (row.chain !== chained(before, row)) return row.seq
        before = row.chain
      }
      return null
    },
  }
}

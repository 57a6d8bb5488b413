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
  /**
   * Deletes the oldest lines from before a time, at most so many, and says so in a new line. The chain begins with the
   * last one that went from then on. Returns how many went; the newest line always stays.
   */
  shorten(before: number, limit: number): number
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

/** The last of the oldest lines that may go: none of them is newer than the time, and the newest line of all stays. */
const lastToGo = `
  select seq, at, chain from (
    select seq, at, chain from audit
    where seq < coalesce((select min(seq) from audit where at >= $before), (select max(seq) from audit))
    order by seq limit $limit)
  order by seq desc limit 1`

export function createAudit({ db, events, now, operator, activeProfileId }: AuditPorts): AuditTrail {
  const anchor = (): { seq: number; chain: string } =>
    db.get('select seq, chain from audit_anchors order by seq desc limit 1') ?? { seq: 0, chain: beginning }

  function* stored(after = 0): Iterable<Stored> {
    for (let seq = after; ;) {
      const piece = db.all<Stored>(`select ${columns} from audit where seq > $seq order by seq limit $limit`, {
        seq,
        limit: pieceSize,
      })
      yield* piece
      if (piece.length < pieceSize) return
      seq = piece.at(-1)?.seq ?? seq
    }
  }

  function note(kind: string, { profileId = activeProfileId(), ...facts }: Parameters<Audit['note']>[1]): void {
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
  }

  function shorten(before: number, limit: number): number {
    return db.transaction(() => {
      const last = db.get<{ seq: number; at: number; chain: string }>(lastToGo, { before, limit })
      if (!last) return 0
      db.run('insert into audit_anchors (seq, at, chain) values ($seq, $at, $chain)', { ...last })
      const { changes } = db.run('delete from audit where seq <= $seq', { seq: last.seq })
      note('audit.shortened', { profileId: null, lines: changes, until: last.seq })
      return changes
    })
  }

  return {
    note,
    shorten,
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
      const from = anchor()
      let before = from.chain
      for (const row of stored(from.seq)) {
        if (row.chain !== chained(before, row)) return row.seq
        before = row.chain
      }
      return null
    },
  }
}

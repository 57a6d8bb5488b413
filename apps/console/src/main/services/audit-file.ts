import type { AuditRow } from '../../shared/bridge.ts'
import type { MadeFile } from '../ports.ts'
import { csvLine } from './csv.ts'

const columns = ['seq', 'time', 'who', 'kind', 'profile', 'facts'] as const

function* csv(rows: Iterable<AuditRow>): Iterable<string> {
  yield csvLine(columns, true)
  for (const { seq, at, who, kind, profileId, facts } of rows)
    yield csvLine([seq, new Date(at).toISOString(), who, kind, profileId, JSON.stringify(facts)])
}

function* json(rows: Iterable<AuditRow>): Iterable<string> {
  yield '['
  let before = '\n'
  for (const { at, ...row } of rows) {
    yield `${before}${JSON.stringify({ ...row, time: new Date(at).toISOString() })}`
    before = ',\n'
  }
  yield '\n]\n'
}

const kinds = {
  csv: { contentType: 'text/csv; charset=utf-8', write: csv },
  json: { contentType: 'application/json', write: json },
} as const

/** The audit trail as a file, a line at a time. */
export function auditFile(
  rows: Iterable<AuditRow>,
  { format, at }: { format: keyof typeof kinds; at: number },
): MadeFile {
  const { contentType, write } = kinds[format]
  return { name: `audit-${new Date(at).toISOString().slice(0, 10)}.${format}`, contentType, pieces: write(rows) }
}

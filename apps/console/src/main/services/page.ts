import type { Page } from '../../shared/bridge.ts'

/** Entries on a page of a view. */
export const pageSize = 50

/** Cuts what was read, one more than a page, into the page and the cursor of the next. */
export function pageOf<Stored extends { seq: number }, Row>(
  rows: readonly Stored[],
  show: (row: Stored) => Row,
): Page<Row> {
  const shown = rows.slice(0, pageSize)
  return { rows: shown.map(show), cursor: rows.length > pageSize ? String(shown.at(-1)?.seq) : null }
}

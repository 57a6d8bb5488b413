import type { BulkRun, CardRow } from '../../src/shared/bridge.ts'
import type { BulkKind } from '../../src/shared/bulk.ts'
import { at } from './acts.ts'
import type { Shown } from './console.ts'

/** A CSV of recharges. */
export const rechargesOf = (cards: readonly Pick<CardRow, 'userBankcardId'>[], amount: string): string =>
  ['Card ID,Amount', ...cards.map(({ userBankcardId }) => `${userBankcardId},${amount}`)].join('\n')

/** Makes a draft without its page. */
export async function draft({ command }: Shown, kind: BulkKind, text: string): Promise<number> {
  const reading = await command('bulk.read', { kind, name: `${kind}.csv`, text })
  if (reading.state !== 'read') throw new Error(reading.why)
  return reading.run
}

/** Asks until the run fits: for what has no place on the page that is shown. */
export async function runWhen({ query }: Shown, run: number, fits: (found: BulkRun) => boolean): Promise<BulkRun> {
  for (;;) {
    const found = await query('bulkRun', { run })
    if (found && fits(found)) return found
  }
}

/** Starts a draft without its page, and waits until it ended. */
export async function runThrough(shown: Shown, run: number): Promise<BulkRun> {
  const { confirm } = await shown.command('bulk.plan', { run })
  await shown.command('bulk.start', { run, rate: '10', ...(confirm && { typed: confirm.text }) })
  return runWhen(shown, run, ({ state }) => state === 'finished' || state === 'paused')
}

/** Opens a new run on its page and gives it a file. */
export async function giveFile(shown: Shown, kind: BulkKind, file: { name: string; text: string }): Promise<void> {
  await shown.show('/bulk/new')
  await at(shown, `bulk-kind-${kind}`).check()
  await at(shown, 'bulk-file').setInputFiles({
    name: file.name,
    mimeType: 'text/csv',
    buffer: Buffer.from(file.text),
  })
}

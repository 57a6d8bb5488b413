import type { BulkRunState, CardRow } from '../../src/shared/bridge.ts'
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

/** Resolves when the page of a run shows it in one of these states. */
export const runIs = ({ page }: Pick<Shown, 'page'>, ...states: BulkRunState[]): Promise<void> =>
  page.locator(states.map((state) => `[data-test="bulk-state"][data-state="${state}"]`).join(', ')).waitFor()

/** Starts a draft and looks on until it ended. */
export async function runThrough(shown: Shown, run: number): Promise<void> {
  const { confirm } = await shown.command('bulk.plan', { run })
  await shown.command('bulk.start', { run, rate: '10', ...(confirm && { typed: confirm.text }) })
  await shown.show(`/bulk/${run}`)
  await runIs(shown, 'finished', 'paused')
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

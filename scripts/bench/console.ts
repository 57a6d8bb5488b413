/** The console with a full database: what a person waits for, what it takes, and how that grows. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { createSandbox } from '@asinx-pay/sandbox'
import { inRoot, sourceCondition } from '../lib/paths.ts'
import { run } from '../lib/run.ts'
import { startAsUsers, startChild } from './console/child.ts'
import { median } from './measure.ts'
import { openPages, type BenchPages } from './console/pages.ts'
import { receiverRounds } from './console/receiver.ts'

/** Transactions in the database: a tenth first, to show how cost grows. */
const sizes = [100_000, 1_000_000]
const asks = 20
const starts = 5

/** What an operator looks for; the first page of each is asked for again and again. */
const questions = {
  'first page': {},
  'page of a card': { card: 10_001 },
  'page of declined ones': { status: 'DECLINED' },
  'search: english word': { search: 'coffee' },
  'search: two words, one begun': { search: 'hotel park' },
  'search: two Chinese characters': { search: '咖啡' },
  'search: rare, four Chinese characters': { search: '全家便利' },
  'search: nothing found': { search: 'zzzz' },
} as const

export interface ConsoleFigure {
  what: string
  /** One a size, in the order of the sizes. */
  values: string[]
  target: string
}

const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`

/** The browser was open before: what its own start takes is none of the console's. */
async function timeStart(pages: BenchPages, folder: string, sandboxUrl: string): Promise<number> {
  const begun = performance.now()
  const started = await startAsUsers(folder, sandboxUrl)
  try {
    await pages.open(started.url)
    return performance.now() - begun
  } finally {
    await started.end()
  }
}

async function measureOne(
  pages: BenchPages,
  folder: string,
  sandboxUrl: string,
): Promise<Map<string, [value: string, target: string]>> {
  const figures = new Map<string, [string, string]>()
  const taken: number[] = []
  for (let start = 0; start < starts; start++) taken.push(await timeStart(pages, folder, sandboxUrl))
  figures.set('start of the host to the first row', [ms(median(taken)), '2000 ms'])
  const child = await startChild(folder, sandboxUrl)
  try {
    await pages.open(child.url)
    for (const [what, filter] of Object.entries(questions)) {
      const target = what.startsWith('search') ? '150 ms' : '100 ms'
      figures.set(`page, ${what}`, [ms(await pages.timeFilter(filter)), target])
      const times: number[] = []
      for (let ask = 0; ask < asks; ask++) times.push(await child.timeQuery('transactions', filter))
      figures.set(`host, ${what}`, [ms(median(times)), target])
    }
    const scroll = await pages.scroll()
    figures.set('longest task while rows go by', [ms(scroll.longestTaskMs), '50 ms'])
    figures.set('rows that went by', [scroll.rows.toLocaleString('en'), 'stated'])
    figures.set('memory of the host', [`${(await child.residentMb()).toFixed(0)} MB`, 'stated'])
    figures.set('memory of the page (JavaScript)', [`${(await pages.heapMb()).toFixed(0)} MB`, 'stated'])
    const rates = await receiverRounds(child.receiverUrl)
    figures.set('notifies stored durably', [`${Math.round(median(rates))} /s`, '1000 /s'])
  } finally {
    await child.end()
  }
  return figures
}

async function must(what: string, command: string[]): Promise<void> {
  const { code, output } = await run(command, { output: 'capture' })
  if (code !== 0) throw new Error(`${what} failed: ${output.slice(-500)}`)
}

async function fill(folder: string, transactions: number, sandboxUrl: string): Promise<void> {
  const maker = inRoot('apps/console/test/volume/make.ts')
  await must('Making the data', ['node', sourceCondition, maker, folder, String(transactions), sandboxUrl])
}

/** Every figure for every size; the data is made first and taken away at the end. */
export async function consoleFigures(): Promise<{ sizes: readonly number[]; figures: ConsoleFigure[] }> {
  const folder = await mkdtemp(`${tmpdir()}/asinx-bench-`)
  const sandbox = createSandbox()
  const { url, close } = await sandbox.listen({ port: 0 })
  try {
    await must('Building the console', ['node', inRoot('scripts/build.ts'), 'console'])
    const measured: Map<string, [string, string]>[] = []
    for (const size of sizes) {
      const pages = await openPages()
      try {
        await fill(`${folder}/${size}`, size, url)
        measured.push(await measureOne(pages, `${folder}/${size}`, url))
      } finally {
        await pages.close()
      }
    }
    const [first] = measured
    const figures = [...(first ?? [])].map(([what, [, target]]) => ({
      what,
      target,
      values: measured.map((each) => each.get(what)?.[0] ?? ''),
    }))
    return { sizes, figures }
  } finally {
    await close()
    await sandbox.close()
    await rm(folder, { recursive: true, force: true })
  }
}

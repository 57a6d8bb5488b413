import { chromium, type Browser, type Page } from 'playwright-core'
import { chromiumArguments, chromiumPath } from '../../../apps/console/test/chromium.ts'
import type { TransactionFilter } from '../../../apps/console/src/shared/bridge.ts'
import { median } from '../measure.ts'

/** The list of transactions in a real browser. */
export interface BenchPages {
  /** Opens the list; resolves when its first row is there. */
  open(url: string): Promise<void>
  /** Milliseconds from asking to the answer on the screen. */
  timeFilter(filter: TransactionFilter): Promise<number>
  /** Scrolls through the list as a person in a hurry would, several times; the longest task is the median of theirs. */
  scroll(): Promise<{ rows: number; longestTaskMs: number }>
  /** Memory of the page's JavaScript, in MB. */
  heapMb(): Promise<number>
  close(): Promise<void>
}

const list = '#/money/transactions'
const row = '[data-test="transaction-row"]'
const nothing = 'zzzz'
const times = 5
const scrolls = 3
/** Frames of scrolling, and how far each goes, in pixels: 14,400 a second at 60 frames a second. */
const steps = 1_000
const stepPixels = 240

const addressOf = ({ search, card, ...rest }: TransactionFilter): string => {
  const query = new URLSearchParams({
    ...(rest as Record<string, string>),
    ...(search !== undefined && { q: search }),
    ...(card !== undefined && { card: String(card) }),
  })
  return query.size > 0 ? `${list}?${query.toString()}` : list
}

/** In the page: goes to an address and resolves, with the time it took, once there are rows or none. */
const goTo = (page: Page, address: string, wantsRows: boolean): Promise<number> =>
  page.evaluate(
    ([hash, selector, wants]) =>
      new Promise<number>((resolve) => {
        const begun = performance.now()
        location.hash = hash
        const look = (): void => {
          if ((document.querySelector(selector) !== null) === wants) resolve(performance.now() - begun)
          else requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      }),
    [address, row, wantsRows] as const,
  )

async function timeOnce(page: Page, filter: TransactionFilter): Promise<number> {
  const isNothing = filter.search === nothing
  await goTo(page, isNothing ? list : addressOf({ search: nothing }), isNothing)
  return goTo(page, addressOf(filter), !isNothing)
}

async function scrollThrough(page: Page): Promise<{ rows: number; longestTaskMs: number }> {
  await goTo(page, addressOf({ search: nothing }), false)
  await goTo(page, list, true)
  await page.evaluate(() => {
    const tasks: number[] = []
    Object.assign(globalThis, { benchTasks: tasks })
    new PerformanceObserver((entries) => {
      for (const { duration } of entries.getEntries()) tasks.push(duration)
    }).observe({ type: 'longtask' })
  })
  await page.locator(row).first().hover()
  for (let step = 0; step < steps; step++) {
    await page.mouse.wheel(0, stepPixels)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  }
  return page.evaluate((selector) => {
    const last = [...document.querySelectorAll(selector)].at(-1)
    const tasks = (globalThis as unknown as { benchTasks: number[] }).benchTasks
    return { rows: Number(last?.getAttribute('aria-rowindex') ?? 0), longestTaskMs: Math.max(0, ...tasks) }
  }, row)
}

async function scrollAgain(page: Page): Promise<{ rows: number; longestTaskMs: number }> {
  const found: { rows: number; longestTaskMs: number }[] = []
  for (let time = 0; time < scrolls; time++) found.push(await scrollThrough(page))
  return {
    rows: median(found.map(({ rows }) => rows)),
    longestTaskMs: median(found.map(({ longestTaskMs }) => longestTaskMs)),
  }
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 1e6
}

export async function openPages(): Promise<BenchPages> {
  const browser: Browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumArguments })
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  return {
    async open(url) {
      await page.goto(`${url}${list}`)
      await page.locator(row).first().waitFor()
    },
    async timeFilter(filter) {
      const measured: number[] = []
      for (let time = 0; time < times; time++) measured.push(await timeOnce(page, filter))
      return median(measured)
    },
    scroll: () => scrollAgain(page),
    heapMb: () => heapOf(page),
    close: () => browser.close(),
  }
}

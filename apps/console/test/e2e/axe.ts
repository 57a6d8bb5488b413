import axe from 'axe-core'
import type { Page } from 'playwright-core'

type Axe = typeof globalThis & { axe: typeof axe }

/** What axe finds on the page as it is now, one line each; empty when there is nothing. */
export async function axeFindings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => (globalThis as Axe).axe.run(document))
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}

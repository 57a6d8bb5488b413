import axe from 'axe-core'
import type { Page } from 'playwright-core'

type Axe = typeof globalThis & { axe: typeof axe }

/** Colours are judged once nothing fades or moves any more; what spins for ever is left out of the waiting. */
const atRest = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve))
    const isUnderWay = ({ playState, effect }: Animation): boolean =>
      playState === 'running' && effect?.getComputedTiming().iterations !== Infinity
    for (let still = 0; still < 3; still = document.getAnimations().some(isUnderWay) ? 0 : still + 1) await frame()
  })

/** What axe finds on the page when it has come to rest, one line each; empty when there is nothing. */
export async function axeFindings(page: Page): Promise<string[]> {
  await atRest(page)
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => (globalThis as Axe).axe.run(document))
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}

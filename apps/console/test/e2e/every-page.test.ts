import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { expectAccessible, shown } from './harness.ts'
import { visits } from './pages.ts'

const looks = (['light', 'dark'] as const).flatMap((theme) =>
  (['en', 'zh'] as const).map((locale) => ({ theme, locale })),
)
const sizes = [
  { width: 1024, height: 640 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
]

/** What sticks out of the window sideways and is in nothing that scrolls. */
const stickingOut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const scrolls = (element: Element | null): boolean =>
      element !== null && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement))
    return [...document.querySelectorAll('#app *')]
      .filter(
        (element) =>
          element.checkVisibility() && element.getBoundingClientRect().right > width + 1 && !scrolls(element),
      )
      .map((element) => `${element.tagName.toLowerCase()}.${element.className} ${element.textContent?.slice(0, 40)}`)
  })

test.each(looks)('every page in $theme and $locale: axe finds nothing, the policy holds', async (look) => {
  const console = await shown(look)
  for (const { path } of await visits(console)) {
    await console.show(path)
    await expectAccessible(console)
  }
})

test('every page holds its layout from the smallest window to a large screen', async () => {
  const console = await shown()
  for (const { path } of await visits(console))
    for (const size of sizes) {
      await console.page.setViewportSize(size)
      await console.show(path)
      expect(await stickingOut(console.page), `${path} at ${size.width}x${size.height}`).toEqual([])
    }
})

test('the first start in both languages: axe finds nothing', async () => {
  for (const locale of ['en', 'zh'] as const) await expectAccessible(await shown({ begin: 'first', locale }))
})

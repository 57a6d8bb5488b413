import { afterAll, expect, onTestFinished } from 'vitest'
import { axeFindings } from './axe.ts'
import { closeChromium } from './chromium-driver.ts'
import { openConsole, type Shown, type ShownOptions } from './console.ts'

export type { Shown } from './console.ts'

afterAll(closeChromium)

/**
 * A console for one test, closed with it. Whatever the test is about, it fails when the page broke its policy, threw,
 * or complained on its console.
 */
export async function shown(options: ShownOptions = {}): Promise<Shown> {
  const console = await openConsole(options)
  onTestFinished(async () => {
    await console.close()
    expect(console.faults).toEqual([])
  })
  return console
}

/** Asks axe about the page as it is. */
export async function expectAccessible({ page }: Shown): Promise<void> {
  expect(await axeFindings(page)).toEqual([])
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'
import type { Page } from 'playwright-core'
import type { Commands, CommandName, ViewName, Views } from '../../src/shared/bridge.ts'
import { openBank, type Bank } from '../bank.ts'
import { startVictim, type Victim } from '../crash/victim.ts'
import { closeChromium, newPage } from './chromium-driver.ts'

/** The console on a screen, in a process that can be killed and started again on the same folder. */
export interface Killable {
  page: Page
  bank: Bank
  command<N extends CommandName>(name: N, input: Commands[N]['input']): Promise<Commands[N]['output']>
  query<V extends ViewName>(name: V, params: Views[V]['params']): Promise<Views[V]['output']>
  /** kill -9. */
  kill(): Promise<void>
  /** Starts it again, and shows a page of it. */
  startAt(path: string): Promise<void>
}

const size = { width: 1440, height: 900 }

afterAll(closeChromium)

/** A console on a sandbox of its own, ended with the test. */
export async function killable(): Promise<Killable> {
  const dataDir = await mkdtemp(join(tmpdir(), 'asinx-killed-'))
  const bank = await openBank({ seeded: true })
  const page = await newPage(size)
  let victim: Victim | undefined
  onTestFinished(async () => {
    await page.context().close()
    await victim?.kill()
    await bank.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  const ask = async (verb: string, name: string, payload: unknown): Promise<never> => {
    const crossing = await victim?.ask(verb, name, payload)
    if (!crossing?.ok) throw new Error(`${name}: ${crossing?.error.code ?? 'the console is gone'}`)
    return crossing.value
  }
  return {
    page,
    bank,
    command: (name, input) => ask('command', name, input),
    query: (name, params) => ask('query', name, params),
    async kill() {
      await victim?.kill()
      victim = undefined
    },
    async startAt(path) {
      victim = await startVictim(dataDir, bank.url, 'shown')
      await ask('command', 'sandbox.explore', {})
      await ask('command', 'settings.set', { toured: 'yes' })
      await page.goto(`${victim.url}#${path}`)
      await page.locator('#app > :not(.boot)').first().waitFor()
    },
  }
}

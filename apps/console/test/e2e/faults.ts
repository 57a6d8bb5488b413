import type { Page } from 'playwright-core'

/** Watches a page for what must never happen: a broken policy, an error nobody caught, a word on its console. */
export async function watchFaults(page: Page): Promise<string[]> {
  const faults: string[] = []
  await page.exposeBinding('__violated', (_source, directive: string) => void faults.push(`policy: ${directive}`))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      (globalThis as unknown as { __violated(text: string): void }).__violated(`${violatedDirective} ${blockedURI}`),
    )
  })
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`${message.type()}: ${message.text()}`)
  })
  return faults
}

import { createSandbox, seedDemo, type Sandbox } from '@asinx-pay/sandbox'

/** A sandbox that listens, with its control addresses. */
export interface Bank {
  sandbox: Sandbox
  url: string
  control(path: string, input?: object): Promise<Record<string, unknown>>
  close(): Promise<void>
}

/** Time to a result nobody asked for, in milliseconds of the sandbox's clock: longer than any test. */
const settleDelayMs = 3_600_000

/** A sandbox with money on a free port; `seeded` has users and cards as well. */
export async function openBank({ seeded = false }: { seeded?: boolean } = {}): Promise<Bank> {
  const sandbox = createSandbox({ settleDelayMs })
  if (seeded) seedDemo(sandbox)
  const listening = await sandbox.listen()
  const control: Bank['control'] = async (path, input = {}) => {
    const response = await fetch(`${listening.url}/__sandbox${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    })
    if (!response.ok) throw new Error(`The sandbox answered ${response.status} to ${path}.`)
    return (await response.json()) as Record<string, unknown>
  }
  await control('/merchant/top-up', { amount: '5000' })
  return {
    sandbox,
    url: listening.url,
    control,
    async close() {
      await listening.close()
      await sandbox.close()
    },
  }
}

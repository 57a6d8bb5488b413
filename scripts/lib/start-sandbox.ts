import { createSandbox, demoCredentials, seedDemo } from '@asinx-pay/sandbox'
import { existsSync } from 'node:fs'
import type { Board } from './board.ts'

export interface SandboxStart {
  data: string
  port: number
}

/** The sandbox with a seeded merchant; what happened in earlier starts is still there. */
export async function startSandbox({
  data,
  port,
}: SandboxStart): Promise<{ board: Board['sandbox']; close(): Promise<void> }> {
  const db = `${data}/sandbox.db`
  const isNew = !existsSync(db)
  const sandbox = createSandbox({ db, teach: true })
  if (isNew) await seedDemo(sandbox)
  const { url, close } = await sandbox.listen({ port })
  const board = { url, apiUrl: `${url}/api-web`, page: `${url}/__sandbox`, ...demoCredentials }
  return {
    board,
    async close() {
      await close()
      await sandbox.close()
    },
  }
}

/** Has the sandbox send its notifies to an address as well; they go to nobody before that. @throws Error */
export async function sendNotifiesTo({ url }: Board['sandbox'], address: string | null): Promise<void> {
  if (address === null) return
  const added = await fetch(`${url}/__sandbox/notify-addresses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: address }),
  })
  if (!added.ok) throw new Error(`The sandbox refused the notify address ${address} (HTTP ${added.status}).`)
}

import { createSandbox, demoCredentials, seedDemo } from '@asinx-pay/sandbox'
import { existsSync } from 'node:fs'
import type { Board } from './board.ts'

export interface SandboxStart {
  data: string
  port: number
  notify: readonly string[]
}

/** The sandbox with a seeded merchant; what happened in earlier starts is still there. */
export async function startSandbox({
  data,
  port,
  notify,
}: SandboxStart): Promise<{ board: Board['sandbox']; close(): Promise<void> }> {
  const db = `${data}/sandbox.db`
  const isNew = !existsSync(db)
  const sandbox = createSandbox({ db, notify, teach: true })
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

import { createClient, type Client, type ClientOptions } from '@asinx-pay/core/client'
import { demoCredentials } from './demo-credentials.ts'
import { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts'
import { topUpMerchant } from './deposits.ts'

const apiUrl = 'http://localhost/api-web'

export interface TestMerchant {
  sandbox: Sandbox
  client: Client
  /** Another client of the same sandbox, which knows nothing of what the first has open. */
  newClient(): Client
  /** As the sandbox's fetch, with the books checked afterwards. */
  send(request: Request): Promise<Response>
  /** Posts to a control endpoint and answers with its JSON. */
  control(path: string, input?: object): Promise<Record<string, unknown>>
  register(): Promise<string>
}

/** A client of a sandbox in the same process, for tests. */
export function createTestMerchant(options: SandboxOptions & { client?: Partial<ClientOptions> } = {}): TestMerchant {
  const sandbox = createSandbox(options)
  topUpMerchant(sandbox.bank, '1000')
  /** No step may leave the books wrong. */
  const send = async (request: Request): Promise<Response> => {
    const response = await sandbox.fetch(request)
    const problems = sandbox.audit()
    if (problems.length > 0) throw new Error(`After ${request.url}: ${problems.join('; ')}`)
    return response
  }
  const newClient = (): Client =>
    createClient({
      ...demoCredentials,
      baseUrl: apiUrl,
      fetch: (input, init) => send(new Request(input, init)),
      ...options.client,
    })
  const client = newClient()
  let users = 0
  return {
    sandbox,
    client,
    newClient,
    send,
    async control(path, input = {}) {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) }
      const response = await send(new Request(`http://localhost/__sandbox${path}`, init))
      return (await response.json()) as Record<string, unknown>
    },
    async register() {
      users += 1
      const outcome = await client.user.register({
        email: `user${users}@example.com`,
        mobileNumber: `555010${users}`,
        mobilePrefix: '1',
      })
      if (outcome.state !== 'done') throw new Error('The user was not registered')
      return outcome.result.uid
    },
  }
}

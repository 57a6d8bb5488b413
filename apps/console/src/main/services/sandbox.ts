import { join } from 'node:path'
import { createSandbox, demoCredentials, seedDemo, type Listening, type Sandbox } from '@asinx-pay/sandbox'
import { ConsoleError } from '../errors.ts'
import type { Background } from './background.ts'
import type { CardAsker } from './card-asker.ts'
import type { Directory } from './directory.ts'
import type { Profile, Profiles } from './profiles.ts'
import type { Settings } from './settings.ts'

/** The simulated API to explore: a given one, or one inside the console that starts when it is first asked for. */
export interface SandboxHost {
  /** Makes the sandbox the active profile, its notifies sent here and its users and cards in the directory. */
  explore(): Promise<Profile>
  /** Starts the inner sandbox again where a former run explored it. */
  resume(): Promise<void>
  close(): Promise<void>
}

export interface SandboxPorts {
  profiles: Profiles
  directory: Directory
  asker: CardAsker
  background: Background
  settings: Settings
  fetch: typeof fetch
  /** Where the receiver takes notifies; null when it could not start. */
  receiverUrl: () => string | null
  dataDir: string
  /** A sandbox that runs already. */
  sandboxUrl?: string | undefined
  /** Where the inner one listens. */
  sandboxPort?: number | undefined
}

/** Where the inner sandbox listens unless told otherwise. */
export const defaultSandboxPort = 4010

interface SandboxState {
  users: { uid: string }[]
  cards: { userBankcardId: number; uid: string; product: string }[]
}

interface Running {
  sandbox: Sandbox
  listening: Listening
}

async function startInner(dataDir: string, port: number): Promise<Running> {
  const sandbox = createSandbox({ db: join(dataDir, 'sandbox.db') })
  try {
    const listening = await sandbox.listen({ port })
    const isNew = !sandbox.bank.store.one('SELECT uid FROM users')
    if (isNew) seedDemo(sandbox)
    return { sandbox, listening }
  } catch (cause) {
    await sandbox.close()
    throw new ConsoleError('sandbox_failed', `The sandbox could not start on port ${port}.`, { cause })
  }
}

/** Asks the sandbox's own control addresses, which the API does not have. */
function createControl(send: typeof fetch) {
  return async <T>(at: string, input?: object): Promise<T> => {
    const response = await send(at, {
      redirect: 'error',
      ...(input && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      }),
    }).catch((cause: unknown) => {
      throw new ConsoleError('sandbox_failed', `No sandbox answers at ${new URL(at).origin}.`, { cause })
    })
    if (!response.ok) throw new ConsoleError('sandbox_failed', `The sandbox answered HTTP ${response.status}.`)
    return (await response.json()) as T
  }
}

export function createSandboxHost(ports: SandboxPorts): SandboxHost {
  const { profiles, directory, asker, background, settings, dataDir } = ports
  const control = createControl(ports.fetch)
  let running: Promise<Running> | undefined

  const start = (): Promise<Running> => {
    running ??= startInner(dataDir, ports.sandboxPort ?? defaultSandboxPort).catch((error: unknown) => {
      running = undefined
      throw error
    })
    return running
  }

  async function address(): Promise<string> {
    if (ports.sandboxUrl !== undefined) return ports.sandboxUrl.replace(/\/$/, '')
    const { listening } = await start()
    settings.set('ownSandbox', 'yes')
    return listening.url
  }

  async function profileAt(url: string): Promise<Profile> {
    const baseUrl = `${url}/api-web`
    const { appId, appSecret } = demoCredentials
    const known = profiles.list().find((each) => each.baseUrl === baseUrl && each.appId === appId)
    if (!known) return profiles.add({ name: 'Sandbox', environment: 'sandbox', baseUrl, appId, appSecret })
    await profiles.setSecret(known, appSecret)
    return known
  }

  /** The API lists nobody, so who was there before is read from the sandbox's own state. */
  async function takeOver(url: string, profile: Profile): Promise<void> {
    const { users, cards } = await control<SandboxState>(`${url}/__sandbox/state`)
    await asker.askProducts(profile)
    for (const { uid } of users) directory.addUser(profile.id, { uid, email: null })
    for (const { userBankcardId, uid, product } of cards) {
      const productId = directory.productNamed(profile.id, product)
      directory.learn(profile.id, userBankcardId, { uid, ...(productId !== undefined && { productId }) })
      background.start(`card ${profile.id} ${userBankcardId}`, async () => {
        await asker.ask(profile, userBankcardId)
      })
    }
  }

  return {
    async explore() {
      const url = await address()
      const receiver = ports.receiverUrl()
      if (receiver !== null) await control(`${url}/__sandbox/notify-addresses`, { url: receiver })
      const profile = await profileAt(url)
      profiles.use(profile.id)
      await takeOver(url, profile)
      return profile
    },
    async resume() {
      if (ports.sandboxUrl === undefined && settings.get('ownSandbox')) await start()
    },
    async close() {
      const { sandbox, listening } = (await running?.catch(() => undefined)) ?? {}
      await listening?.close()
      await sandbox?.close()
    },
  }
}

import { join } from 'node:path'
import { createSandbox, demoCredentials, seedDemo, type Listening, type Sandbox } from '@asinx-pay/sandbox'
import type { SandboxState } from '../../shared/bridge.ts'
import { ConsoleError } from '../errors.ts'
import type { Background } from './background.ts'
import type { CardAsker } from './card-asker.ts'
import type { Directory } from './directory.ts'
import type { EventHub } from './events.ts'
import type { Profile, Profiles } from './profiles.ts'
import type { Settings } from './settings.ts'

/** The simulated API to explore: a given one, or one inside the console that starts when it is first asked for. */
export interface SandboxHost {
  /** Makes the sandbox the active profile, its notifies sent here and its users and cards in the directory. */
  explore(): Promise<Profile>
  state(): SandboxState
  /** Starts the inner one, now and with every later run. @throws ConsoleError `sandbox_failed` when its port is taken */
  start(): Promise<void>
  /** Ends the inner one; what happened in it is kept for the next start. */
  stop(): Promise<void>
  /** Starts the inner sandbox again where a former run had it. */
  resume(): Promise<void>
  close(): Promise<void>
}

export interface SandboxPorts {
  profiles: Profiles
  directory: Directory
  asker: CardAsker
  background: Background
  settings: Settings
  events: EventHub
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
const apiPath = '/api-web'
const controlPath = '/__sandbox'

interface Population {
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

type Control = ReturnType<typeof createControl>

/** Starts and ends the sandbox inside the console, one at a time. */
function createInner({ dataDir, sandboxPort = defaultSandboxPort, settings, events }: SandboxPorts) {
  let running: Promise<Running> | undefined
  let url: string | null = null

  function ended(): void {
    running = undefined
    url = null
    events.emit('sandbox.changed', null)
  }

  async function begin(): Promise<Running> {
    const started = await startInner(dataDir, sandboxPort)
    url = started.listening.url
    events.emit('sandbox.changed', null)
    return started
  }

  async function close(): Promise<void> {
    const { sandbox, listening } = (await running?.catch(() => undefined)) ?? {}
    await listening?.close()
    await sandbox?.close()
  }

  return {
    url: () => url,
    expectedUrl: `http://127.0.0.1:${sandboxPort}`,
    async start(): Promise<string> {
      running ??= begin().catch((error: unknown) => {
        ended()
        throw error
      })
      const { listening } = await running
      settings.set('ownSandbox', 'yes')
      return listening.url
    },
    async stop(): Promise<void> {
      settings.set('ownSandbox', undefined)
      await close()
      ended()
    },
    close,
  }
}

/** Makes a profile of a sandbox, and brings what is in it into the directory. */
function createSettler({ profiles, directory, asker, background }: SandboxPorts, control: Control) {
  async function profileAt(url: string): Promise<Profile> {
    const baseUrl = `${url}${apiPath}`
    const { appId, appSecret } = demoCredentials
    const known = profiles.list().find((each) => each.baseUrl === baseUrl && each.appId === appId)
    if (!known) return profiles.add({ name: 'Sandbox', environment: 'sandbox', baseUrl, appId, appSecret })
    await profiles.setSecret(known, appSecret)
    return known
  }

  /** The API lists nobody, so who was there before is read from the sandbox's own state. */
  async function takeOver(url: string, profile: Profile): Promise<void> {
    const { users, cards } = await control<Population>(`${url}${controlPath}/state`)
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

  return { profileAt, takeOver }
}

export function createSandboxHost(ports: SandboxPorts): SandboxHost {
  const { profiles, settings } = ports
  const control = createControl(ports.fetch)
  const inner = createInner(ports)
  const { profileAt, takeOver } = createSettler(ports, control)
  const given = ports.sandboxUrl?.replace(/\/$/, '')

  const address = async (): Promise<string> => given ?? inner.start()

  function requireInner(): void {
    if (given !== undefined)
      throw new ConsoleError('sandbox_outside', `The sandbox at ${given} is none of this console.`)
  }

  /** Notifies of the sandbox come here, wherever the receiver listens in this run. */
  async function receiveFrom(url: string): Promise<void> {
    const receiver = ports.receiverUrl()
    if (receiver !== null) await control(`${url}${controlPath}/notify-addresses`, { url: receiver })
  }

  return {
    state() {
      const url = given ?? inner.url()
      const state = given !== undefined ? 'outside' : url === null ? 'stopped' : 'running'
      const baseUrl = `${url ?? inner.expectedUrl}${apiPath}`
      return { state, baseUrl, controlUrl: url === null ? null : `${url}${controlPath}` }
    },
    async start() {
      requireInner()
      await receiveFrom(await inner.start())
    },
    async stop() {
      requireInner()
      await inner.stop()
    },
    async explore() {
      const url = await address()
      await receiveFrom(url)
      const profile = await profileAt(url)
      profiles.use(profile.id)
      await takeOver(url, profile)
      return profile
    },
    async resume() {
      if (given === undefined && settings.get('ownSandbox')) await inner.start()
    },
    close: inner.close,
  }
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoCredentials } from '@asinx-pay/sandbox'
import { createCodec } from '@asinx-pay/core/wire'
import { onTestFinished } from 'vitest'
import type { Crossing } from '../src/shared/bridge.ts'
import { startConsole, type ConsoleOptions, type KeptConsole } from '../src/main/keeper.ts'
import { openBank, type Bank } from './bank.ts'
import { memoryKeychain } from './memory-keychain.ts'

/** A folder that goes with the test. */
export async function tempDir(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'asinx-console-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

export const codec = createCodec(demoCredentials)

/** A product of the sandbox that needs no KYC and answers a recharge at once, and one that answers it later. */
export const products = { direct: 101, later: 102 } as const

export interface Running {
  console: KeptConsole
  dataDir: string
  reported: unknown[]
  /** Files that were handed to the person. */
  saved: string[]
  /** Asks the bridge and unwraps what comes; fails the test on a failure. */
  ask(verb: 'call' | 'command' | 'query', name: string, payload?: unknown): Promise<never>
  /** Asks the bridge for a failure. */
  refusal(verb: string, name: unknown, payload?: unknown): Promise<{ code: string; message: string }>
}

/** Starts a console in a folder of its own, with a keychain in memory, on free ports. */
export async function start(options: Partial<ConsoleOptions> = {}): Promise<Running> {
  const dataDir = options.dataDir ?? (await tempDir())
  const reported: unknown[] = []
  const saved: string[] = []
  const keychain = memoryKeychain()
  const console = await startConsole({
    host: 'browser',
    loadKeychain: async () => keychain,
    report: (error) => void reported.push(error),
    receiverPort: 0,
    operator: 'the-operator',
    async saveFile({ pieces }) {
      let text = ''
      for await (const piece of pieces) text += piece
      saved.push(text)
      return { state: 'saved', path: '/chosen' }
    },
    takeFile: async () => ({ chosen: { state: 'cancelled' }, path: () => undefined, discard: () => undefined }),
    ...options,
    dataDir,
  })
  onTestFinished(() => console.close())
  const send = (verb: unknown, name: unknown, payload: unknown): Promise<Crossing<unknown>> =>
    console.bridge({ verb, name, payload })
  return {
    console,
    dataDir,
    reported,
    saved,
    async ask(verb, name, payload = {}) {
      const crossing = await send(verb, name, payload)
      if (!crossing.ok) throw new Error(`${name}: ${crossing.error.code} ${crossing.error.message}`)
      return crossing.value as never
    },
    async refusal(verb, name, payload = {}) {
      const crossing = await send(verb, name, payload)
      if (crossing.ok) throw new Error('It was answered.')
      return crossing.error
    },
  }
}

/** A sandbox with money, listening on a free port; its clock stands still unless it is moved. */
export async function startBank(): Promise<Bank> {
  const bank = await openBank()
  onTestFinished(() => bank.close())
  return bank
}

export interface Exploring extends Running {
  bank: Bank
  /** Resolves when every notify was delivered and everything that follows is done. */
  quiet(): Promise<void>
  /** Registers a user and has a card of a product approved. */
  newCard(product: number): Promise<{ uid: string; userBankcardId: number }>
}

/** A console on a sandbox of its own. */
export async function startExploring(options: Partial<ConsoleOptions> = {}): Promise<Exploring> {
  const bank = await startBank()
  const running = await start({ ...options, sandboxUrl: bank.url })
  await running.console.explore()
  const quiet = async (): Promise<void> => {
    await bank.sandbox.settled()
    await running.console.idle()
  }
  let count = 0
  return {
    ...running,
    bank,
    quiet,
    async newCard(product) {
      count++
      const person = { email: `person${count}@example.com`, mobileNumber: `55501${count}`, mobilePrefix: '1' }
      const registered = await running.ask('call', 'user.register', person)
      const { uid } = (registered as { result: { uid: string } }).result
      const applied = await running.ask('call', 'bankcard.apply', { uid, bankcardId: product })
      const { userBankcardId } = (applied as { result: { userBankcardId: number } }).result
      await bank.control(`/cards/${userBankcardId}/approve`)
      await quiet()
      return { uid, userBankcardId }
    },
  }
}

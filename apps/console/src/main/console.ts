import { setImmediate as nextTurn } from 'node:timers/promises'
import { createAreas } from './areas/index.ts'
import { createBridgeHost, type BridgeHost } from './bridge-host.ts'
import { ConsoleError } from './errors.ts'
import type { Report } from './ports.ts'
import { assemble, type ConsoleOptions, type RunOptions, type Services } from './services.ts'
import type { EventHub } from './services/events.ts'
import type { LockCause } from './services/lock.ts'
import { defaultReceiverPort, startReceiver, type Receiver } from './services/receiver.ts'
import type { SandboxHost } from './services/sandbox.ts'

/** The console without anything that shows it. */
export interface Console {
  bridge: BridgeHost
  events: EventHub
  receiverUrl: string | null
  /** Locks it from outside, as when the computer's screen is locked. */
  lock(by: LockCause): void
  explore(): Promise<void>
  /** Resolves when everything that was started in the background is done. */
  idle(): Promise<void>
  /** Takes a copied number off the clipboard; a page is given a moment for it. */
  forgetCopies(): Promise<void>
  close(): Promise<void>
}

/** How often what is open is asked about, in milliseconds. */
const sweepMs = 30_000

async function tryReceiver(services: Services, options: ConsoleOptions): Promise<Receiver | undefined> {
  const { inbox, mailroom } = services
  try {
    return await startReceiver({ inbox, mailroom, report: options.report }, options.receiverPort ?? defaultReceiverPort)
  } catch (error) {
    // Another program has the port: the console works without notifies and says so.
    options.report(error)
    return undefined
  }
}

function openMail({ background, box, mailroom }: Services): void {
  background.start('sealed mail', async () => {
    await box.prepare()
    await mailroom.openSealed()
  })
}

/** What is found broken only now is broken all the same: nothing more is written to it. */
function lookForDamage({ db, background }: Services, options: RunOptions, isEnding: () => boolean): void {
  background.start('look at the notifies', async () => {
    try {
      for (const _ of db.lookAtNotifies()) {
        if (isEnding()) return
        await nextTurn()
      }
    } catch (error) {
      if (!(error instanceof ConsoleError)) throw error
      // Ending waits for what runs in the background, and so for this.
      options.damaged(error).catch(options.report)
    }
  })
}

/** Locked, the console holds no secret that the keychain keeps; open again, it reads what came meanwhile. */
function followLock(services: Services): void {
  const { lock, vault, clients, live, copies, tasks } = services
  lock.onChange((isLocked) => {
    if (isLocked) tasks.pauseAll('lock')
    if (isLocked) vault.lock()
    else vault.unlock()
    clients.forgetAll()
    live.closeAll()
    if (isLocked) copies.clear()
    if (!isLocked) openMail(services)
  })
}

/** Makes the keys that notifies are kept under once a keychain has shown that it works; asking it earlier would disturb. */
function followVault({ events, settings, vault, box, background }: Services): () => void {
  return events.subscribe((event) => {
    if (event === 'session.changed' && settings.get('boxKey') === undefined && vault.answers())
      background.start('box', () => box.prepare())
  })
}

function sweepOpen({ profiles, outcomes, background }: Services): void {
  for (const profile of profiles.list()) background.start(`sweep ${profile.id}`, () => outcomes.sweep(profile))
}

const resumeSandbox = async (sandbox: SandboxHost, report: Report): Promise<void> => {
  await sandbox.resume().catch(report)
}

/** Brings the console up over a data folder, for as long as its data stays the same. @throws ConsoleError when the folder's database cannot be used */
export async function startRun(options: RunOptions): Promise<Console> {
  let receiver: Receiver | undefined
  let closing: Promise<void> | undefined
  const services = assemble(options, () => receiver?.url ?? null)
  const { background, mailroom, sandbox, db, events, api, activeProfile } = services
  const isLocked = (): boolean => services.lock.state() !== null
  const bridge = createBridgeHost({ ...createAreas(services), api, activeProfile, isLocked, report: options.report })
  followLock(services)
  const stopFollowing = followVault(services)
  const stopLookingUp = services.transactions.follow()
  await resumeSandbox(sandbox, options.report)
  receiver = await tryReceiver(services, options)
  mailroom.resume()
  services.transactions.resume()
  const sweep = (): void => {
    services.lock.tick()
    services.mail.dropCodes()
    background.start('retention', async () => services.retention.tick())
    if (isLocked()) return
    sweepOpen(services)
    background.start('sealed mail', () => mailroom.openSealed())
  }
  sweep()
  if (services.profiles.list().length > 0) openMail(services)
  lookForDamage(services, options, () => closing !== undefined)
  const timer = setInterval(sweep, sweepMs)
  timer.unref()
  const forgetCopies = (): Promise<void> => services.copies.close().catch(options.report)
  async function shut(): Promise<void> {
    clearInterval(timer)
    await forgetCopies()
    stopFollowing()
    await services.bulk.close()
    stopLookingUp()
    await receiver?.close()
    await services.tasks.close()
    await background.idle()
    await sandbox.close()
    db.close()
  }
  return {
    bridge,
    events,
    receiverUrl: receiver?.url ?? null,
    lock: (by) => services.lock.lock(by),
    async explore() {
      await sandbox.explore()
    },
    async idle() {
      await services.tasks.idle()
      await background.idle()
    },
    forgetCopies,
    close: () => (closing ??= shut()),
  }
}

import type { Session } from '../shared/bridge.ts'
import { createBridgeHost, type BridgeHost } from './bridge-host.ts'
import { createCommands, createViews, requireActive, type HandlerPorts } from './handlers.ts'
import type { Clock, Keychain, Report } from './ports.ts'
import { createApi } from './services/api.ts'
import { createBackground, type Background } from './services/background.ts'
import { createCardAsker } from './services/card-asker.ts'
import { createClients } from './services/clients.ts'
import { openDatabase, type Database } from './services/database.ts'
import { createDirectory } from './services/directory.ts'
import { createEventHub, type EventHub } from './services/events.ts'
import { createHome } from './services/home.ts'
import { createInbox } from './services/inbox.ts'
import { createJournal } from './services/journal.ts'
import { createMailroom, type Mailroom } from './services/mailroom.ts'
import { createOutcomes, type Outcomes } from './services/outcomes.ts'
import { createProfiles, type Profiles } from './services/profiles.ts'
import { defaultReceiverPort, startReceiver, type Receiver } from './services/receiver.ts'
import { createSandboxHost, type SandboxHost } from './services/sandbox.ts'
import { createSettings } from './services/settings.ts'
import { createVault } from './services/vault.ts'

/** What a host gives, and what a test puts in its place. */
export interface ConsoleOptions {
  dataDir: string
  host: Session['host']
  loadKeychain: () => Promise<Keychain>
  report: Report
  now?: Clock
  fetch?: typeof fetch
  /** 0: any free one. */
  receiverPort?: number | undefined
  sandboxUrl?: string | undefined
  sandboxPort?: number | undefined
}

/** The console without anything that shows it. */
export interface Console {
  bridge: BridgeHost
  events: EventHub
  receiverUrl: string | null
  explore(): Promise<void>
  /** Resolves when everything that was started in the background is done. */
  idle(): Promise<void>
  close(): Promise<void>
}

/** How often what is open is asked about, in milliseconds. */
const sweepMs = 30_000

interface Services extends HandlerPorts {
  db: Database
  background: Background
  mailroom: Mailroom
  bridge: BridgeHost
}

function assemble(options: ConsoleOptions, receiverUrl: () => string | null): Services {
  const { dataDir, host, report, now = Date.now, fetch: ownFetch } = options
  const db = openDatabase(dataDir)
  const events = createEventHub()
  const background = createBackground(report)
  const settings = createSettings(db)
  const vault = createVault({ load: options.loadKeychain })
  const profiles = createProfiles({ db, settings, vault, events, now })
  const clients = createClients({ profiles, vault, ...(ownFetch && { fetch: ownFetch }) })
  const journal = createJournal({ db, events, now })
  const directory = createDirectory({ db, events, now })
  const inbox = createInbox({ db, directory, events, now })
  const asker = createCardAsker({ clients, directory })
  const outcomes = createOutcomes({ journal, profiles, clients, directory })
  const home = createHome({ clients, journal, directory, inbox, now })
  const mailroom = createMailroom({ profiles, clients, inbox, directory, outcomes, asker, background })
  const api = createApi({ clients, journal, directory, asker, outcomes, inbox, background })
  const { sandboxUrl, sandboxPort } = options
  const sandbox = createSandboxHost({
    profiles,
    directory,
    asker,
    background,
    settings,
    receiverUrl,
    dataDir,
    sandboxUrl,
    sandboxPort,
    fetch: ownFetch ?? fetch,
  })
  const activeProfile = (): ReturnType<typeof requireActive> => requireActive(profiles)
  const ports: HandlerPorts = {
    profiles,
    clients,
    vault,
    settings,
    events,
    journal,
    directory,
    inbox,
    asker,
    outcomes,
    home,
    sandbox,
    activeProfile,
    receiverUrl,
    host,
  }
  const bridge = createBridgeHost({
    api,
    activeProfile,
    report,
    commands: createCommands(ports),
    views: createViews(ports),
  })
  return { ...ports, db, background, mailroom, bridge }
}

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

function sweepOpen({
  profiles,
  outcomes,
  background,
}: {
  profiles: Profiles
  outcomes: Outcomes
  background: Background
}): void {
  for (const profile of profiles.list()) background.start(`sweep ${profile.id}`, () => outcomes.sweep(profile))
}

const resumeSandbox = async (sandbox: SandboxHost, report: Report): Promise<void> => {
  await sandbox.resume().catch(report)
}

/** Brings the console up over a data folder. @throws ConsoleError when the folder's database cannot be used */
export async function startConsole(options: ConsoleOptions): Promise<Console> {
  let receiver: Receiver | undefined
  const services = assemble(options, () => receiver?.url ?? null)
  const { background, mailroom, sandbox, db, bridge, events } = services
  await resumeSandbox(sandbox, options.report)
  receiver = await tryReceiver(services, options)
  mailroom.resume()
  sweepOpen(services)
  const timer = setInterval(() => sweepOpen(services), sweepMs)
  timer.unref()
  let closing: Promise<void> | undefined
  async function shut(): Promise<void> {
    clearInterval(timer)
    await receiver?.close()
    await background.idle()
    await sandbox.close()
    db.close()
  }
  return {
    bridge,
    events,
    receiverUrl: receiver?.url ?? null,
    async explore() {
      await sandbox.explore()
    },
    idle: () => background.idle(),
    close: () => (closing ??= shut()),
  }
}

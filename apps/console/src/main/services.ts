import type { Session } from '../shared/bridge.ts'
import type { DataDesk } from './data/desk.ts'
import type { TakeFile } from './data/takings.ts'
import { ConsoleError } from './errors.ts'
import type { Audit, Clipboard, Clock, Keychain, OpenPage, Report, SaveFile } from './ports.ts'
import { createAnnouncer, type Notifier } from './services/announcer.ts'
import { createApi, type Api } from './services/api.ts'
import { createAudit, type AuditTrail } from './services/audit.ts'
import { createBackground, type Background } from './services/background.ts'
import { createBox, type Box } from './services/box.ts'
import { createBulk, type Bulk } from './services/bulk/index.ts'
import { createCardAsker, type CardAsker } from './services/card-asker.ts'
import { createClients, type Clients } from './services/clients.ts'
import { createCopies, type Copies } from './services/copies.ts'
import { openDatabase, type Database } from './services/database.ts'
import { createDirectory, type Directory } from './services/directory.ts'
import { createEventHub, type EventHub } from './services/events.ts'
import { createGroupCommit, type GroupCommit } from './services/group-commit.ts'
import { createHome, type HomePage } from './services/home.ts'
import { createInbox, type Inbox } from './services/inbox.ts'
import { createJournal, type Journal } from './services/journal.ts'
import { createSpendingLimits, type SpendingLimits } from './services/limits.ts'
import { createLiveGuard, type LiveGuard } from './services/live.ts'
import { createLock, type Lock } from './services/lock.ts'
import { createMailroom, type Mailroom } from './services/mailroom.ts'
import { createOutcomes, type Outcomes } from './services/outcomes.ts'
import { createProfiles, type Profile, type Profiles } from './services/profiles.ts'
import { createRequestLog, type RequestLog } from './services/request-log.ts'
import { createRetention, type Retention } from './services/retention.ts'
import { createSandboxHost, type SandboxHost } from './services/sandbox.ts'
import { createSealedMail, type SealedMail } from './services/sealed-mail.ts'
import { createSettings, type Settings } from './services/settings.ts'
import { createTasks, type Tasks } from './services/tasks.ts'
import { createTransactionExports, type TransactionExports } from './services/transactions/exports.ts'
import { createTransactionBook, type TransactionBook } from './services/transactions/book.ts'
import { createTrends, type TrendBook } from './services/trends.ts'
import { createVault, type Vault } from './services/vault.ts'

/** What a host gives, and what a test puts in its place. */
export interface ConsoleOptions {
  dataDir: string
  host: Session['host']
  loadKeychain: () => Promise<Keychain>
  report: Report
  /** Who is at this computer, as the operating system says. */
  operator: string
  saveFile: SaveFile
  /** Asks for a file of the person's. */
  takeFile: TakeFile
  /** Without it a page opens its own window. */
  openPage?: OpenPage
  /** Without it a page uses its own. */
  clipboard?: Clipboard
  /** Shows desktop notifications; without it a window is told to. */
  notifier?: Notifier
  /** Stands in for the audit trail. */
  audit?: Audit
  now?: Clock
  fetch?: typeof fetch
  /** 0: any free one. */
  receiverPort?: number | undefined
  sandboxUrl?: string | undefined
  sandboxPort?: number | undefined
}

/** What one run of the console is given besides. */
export interface RunOptions extends ConsoleOptions {
  desk: DataDesk
  /** Its data turned out to be damaged while it ran: it is ended. Resolves afterwards. */
  damaged: (error: ConsoleError) => Promise<void>
}

/** What several areas share. A service that only one area needs is made in that area. */
export interface Services {
  desk: DataDesk
  db: Database
  group: GroupCommit
  events: EventHub
  background: Background
  tasks: Tasks
  settings: Settings
  vault: Vault
  profiles: Profiles
  clients: Clients
  journal: Journal
  directory: Directory
  inbox: Inbox
  asker: CardAsker
  outcomes: Outcomes
  trends: TrendBook
  transactions: TransactionBook
  exports: TransactionExports
  audit: Audit
  trail: AuditTrail
  lock: Lock
  live: LiveGuard
  limits: SpendingLimits
  box: Box
  copies: Copies
  retention: Retention
  bulk: Bulk
  mail: SealedMail
  saveFile: SaveFile
  openPage: OpenPage
  home: HomePage
  mailroom: Mailroom
  api: Api
  requestLog: RequestLog
  sandbox: SandboxHost
  fetch: typeof fetch
  now: Clock
  /** @throws ConsoleError `no_profile` */
  activeProfile: () => Profile
  receiverUrl: () => string | null
  host: Session['host']
}

const requireActive = (profiles: Profiles): Profile => {
  const profile = profiles.active()
  if (!profile) throw new ConsoleError('no_profile', 'No profile is chosen.')
  return profile
}

type Foundation = Pick<
  Services,
  | 'db'
  | 'group'
  | 'events'
  | 'background'
  | 'tasks'
  | 'settings'
  | 'vault'
  | 'trail'
  | 'audit'
  | 'lock'
  | 'live'
  | 'limits'
  | 'box'
  | 'copies'
  | 'retention'
  | 'now'
>

/** What knows of no profile and no call. */
function layFoundation(options: ConsoleOptions): Foundation {
  const { dataDir, report, now = Date.now } = options
  const db = openDatabase(dataDir)
  const group = createGroupCommit(db)
  const events = createEventHub()
  const background = createBackground(report)
  const tasks = createTasks({ events, now, report })
  const settings = createSettings(db)
  const vault = createVault({
    load: options.loadKeychain,
    onAnswer: () => events.emit('session.changed', null),
  })
  const activeProfileId = (): string | null => settings.get('activeProfileId') ?? null
  const trail = createAudit({ db, events, now, operator: options.operator, activeProfileId })
  const audit = options.audit ?? trail
  const lock = createLock({ settings, events, audit, now })
  const live = createLiveGuard({ audit, events, now })
  const limits = createSpendingLimits({ db, now })
  const box = createBox({ vault, settings })
  const copies = createCopies({ events, clipboard: options.clipboard, report })
  const retention = createRetention({ db, settings, events, audit, trail, now })
  const watched = { lock, live, limits, box, copies, retention }
  return { db, group, events, background, tasks, settings, vault, trail, audit, ...watched, now }
}

const announceInWindow =
  ({ events }: Foundation): Notifier =>
  (announcement) =>
    events.emit('notify.announced', announcement)

/** Makes the services over a data folder. @throws ConsoleError when the folder's database cannot be used */
export function assemble(options: RunOptions, receiverUrl: () => string | null): Services {
  const foundation = layFoundation(options)
  const { dataDir, host, saveFile, report, fetch: ownFetch, notifier = announceInWindow(foundation) } = options
  const { db, group, events, background, settings, vault, box, now } = foundation
  const profiles = createProfiles({ db, settings, vault, events, now })
  const requestLog = createRequestLog({ db, events, now })
  const clients = createClients({ profiles, vault, requestLog, ...(ownFetch && { fetch: ownFetch }) })
  const journal = createJournal({ db, events, now })
  const directory = createDirectory({ db, events, now })
  const inbox = createInbox({ db, group, directory, events, now })
  const asker = createCardAsker({ clients, directory })
  const outcomes = createOutcomes({ journal, profiles, clients, directory })
  const known = { ...foundation, profiles, clients, journal, directory, inbox, asker, outcomes }
  const trends = createTrends({ db, now })
  const transactions = createTransactionBook({ ...foundation, clients, profiles })
  const exports = createTransactionExports({
    ...foundation,
    reader: transactions,
    summer: transactions,
    saveFile: options.saveFile,
  })
  const home = createHome({ clients, journal, directory, inbox, trends, events, now })
  const mail = createSealedMail({ db, box, inbox, now })
  const announce = createAnnouncer({ settings, notifier, now })
  const mailroom = createMailroom({ ...known, report, mail, announce })
  const api = createApi(known)
  const bulk = createBulk({ ...known, api, saveFile, report })
  const { sandboxUrl, sandboxPort } = options
  const sandbox = createSandboxHost({
    profiles,
    directory,
    asker,
    background,
    settings,
    events,
    receiverUrl,
    dataDir,
    sandboxUrl,
    sandboxPort,
    fetch: ownFetch ?? fetch,
  })
  return {
    ...known,
    desk: options.desk,
    trends,
    transactions,
    exports,
    mail,
    openPage: options.openPage ?? (async () => undefined),
    saveFile,
    bulk,
    home,
    mailroom,
    api,
    requestLog,
    sandbox,
    fetch: ownFetch ?? fetch,
    activeProfile: () => requireActive(profiles),
    receiverUrl,
    host,
  }
}

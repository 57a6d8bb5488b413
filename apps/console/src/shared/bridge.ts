/**
 * The one contract between the renderer and the main process: four verbs, every name in a closed list.
 * Nothing else crosses. Failures cross as values, so that no host's error cloning decides what arrives.
 * Each area of the console says in `bridge/<area>.ts` what it adds; its part in the main process is `main/areas`.
 * @module
 */
import type { EndpointKey, Endpoints, Input } from '@asinx-pay/core'
import type { Answer } from '@asinx-pay/core/client'
import type { AccountViews } from './bridge/account.ts'
import type { AuditCommands, AuditEvents, AuditViews } from './bridge/audit.ts'
import type { BulkCommands, BulkEvents, BulkViews } from './bridge/bulk.ts'
import type { InsightViews } from './bridge/insight.ts'
import type { LockCommands, LockEvents } from './bridge/lock.ts'
import type { ProfileCommands } from './bridge/profiles.ts'
import type { CardCommands, CardEvents, CardViews } from './bridge/cards.ts'
import type { ClipboardCommands, ClipboardEvents, ClipboardViews } from './bridge/clipboard.ts'
import type { Crossing } from './bridge/common.ts'
import type { DataCommands, DataEvents, DataViews } from './bridge/data.ts'
import type { HomeViews } from './bridge/home.ts'
import type { MoneyCommands, MoneyEvents, MoneyViews } from './bridge/money.ts'
import type { NotifyCommands, NotifyEvents, NotifyViews } from './bridge/notifies.ts'
import type { PaletteViews } from './bridge/palette.ts'
import type { ReconcileCommands, ReconcileEvents, ReconcileViews } from './bridge/reconcile.ts'
import type { RequestEvents, RequestViews } from './bridge/requests.ts'
import type { RetentionCommands, RetentionViews } from './bridge/retention.ts'
import type { SandboxCommands, SandboxEvents, SandboxViews } from './bridge/sandbox.ts'
import type { SessionCommands, SessionEvents, SessionViews } from './bridge/session.ts'
import type { SavedViewCommands, SavedViewEvents, SavedViewViews } from './bridge/views.ts'
import type { StatementViews } from './bridge/statement.ts'
import type { TaskCommands, TaskEvents, TaskViews } from './bridge/tasks.ts'
import type { TransactionCommands, TransactionEvents, TransactionViews } from './bridge/transactions.ts'
import type { UserCommands, UserEvents, UserViews } from './bridge/users.ts'

export type { Answer } from '@asinx-pay/core/client'
export type * from './bridge/account.ts'
export type * from './bridge/audit.ts'
export type * from './bridge/bulk.ts'
export type * from './bridge/insight.ts'
export type * from './bridge/lock.ts'
export type * from './bridge/profiles.ts'
export type * from './bridge/cards.ts'
export type * from './bridge/clipboard.ts'
export type * from './bridge/common.ts'
export type * from './bridge/data.ts'
export type * from './bridge/files.ts'
export type * from './bridge/home.ts'
export type * from './bridge/money.ts'
export type * from './bridge/notifies.ts'
export type * from './bridge/palette.ts'
export type * from './bridge/reconcile.ts'
export type * from './bridge/requests.ts'
export type * from './bridge/retention.ts'
export type * from './bridge/sandbox.ts'
export type * from './bridge/session.ts'
export type * from './bridge/statement.ts'
export type * from './bridge/tasks.ts'
export type * from './bridge/views.ts'
export type * from './bridge/transactions.ts'
export type * from './bridge/users.ts'

/** Jobs that are not a call of the API. */
export interface Commands
  extends
    AuditCommands,
    BulkCommands,
    LockCommands,
    ProfileCommands,
    CardCommands,
    ClipboardCommands,
    DataCommands,
    MoneyCommands,
    NotifyCommands,
    RetentionCommands,
    SandboxCommands,
    ReconcileCommands,
    SessionCommands,
    SavedViewCommands,
    TaskCommands,
    TransactionCommands,
    UserCommands {}

/** Local pages, read from the cache. */
export interface Views
  extends
    AccountViews,
    AuditViews,
    BulkViews,
    CardViews,
    ClipboardViews,
    DataViews,
    HomeViews,
    InsightViews,
    MoneyViews,
    NotifyViews,
    PaletteViews,
    ReconcileViews,
    RequestViews,
    RetentionViews,
    SandboxViews,
    SessionViews,
    StatementViews,
    SavedViewViews,
    TaskViews,
    TransactionViews,
    UserViews {}

/** Small news, after which a view asks again. */
export interface Events
  extends
    AuditEvents,
    BulkEvents,
    LockEvents,
    CardEvents,
    ClipboardEvents,
    DataEvents,
    MoneyEvents,
    NotifyEvents,
    ReconcileEvents,
    RequestEvents,
    SandboxEvents,
    SessionEvents,
    SavedViewEvents,
    TaskEvents,
    TransactionEvents,
    UserEvents {}

export type CommandName = keyof Commands
export type ViewName = keyof Views
export type EventName = keyof Events

export interface Bridge {
  /** Calls an endpoint; `once` calls are journalled and limited. Secrets in the answer are redacted. */
  call<K extends EndpointKey>(endpoint: K, input: Input<Endpoints[K]>): Promise<Crossing<Answer<K>>>
  command<N extends CommandName>(name: N, input: Commands[N]['input']): Promise<Crossing<Commands[N]['output']>>
  query<V extends ViewName>(view: V, params: Views[V]['params']): Promise<Crossing<Views[V]['output']>>
  /** Returns the way to stop listening. */
  on<E extends EventName>(event: E, listener: (news: Events[E]) => void): () => void
}

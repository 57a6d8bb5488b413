import type { BridgeError, Nothing } from './common.ts'
import type { Saved } from './files.ts'

/** Data that was put aside, never deleted unasked while it may be needed. */
export interface KeptData {
  /** Name of the file in the data folder. */
  name: string
  /** Why it was put aside. */
  why: 'restored' | 'repaired' | 'fresh'
  at: number
  bytes: number
}

/** What a data file has, as far as it tells whether it is the right one. */
export interface DataSummary {
  profiles: string[]
  users: number
  cards: number
  journal: number
  /** Calls whose end is not known. */
  open: number
  notifies: number
}

/** A backup that opened. */
export interface OpenedBackup {
  madeAt: number
  summary: DataSummary
}

/** What could be read of one kind of entry. */
export interface SalvagedTable {
  name: string
  kept: number
  /** Entries that cannot be read, as far as anything tells how many there were: at least these. */
  lost: number
}

export interface Salvage {
  tables: SalvagedTable[]
  summary: DataSummary
}

/** Long work on the data; its units are whatever grows. */
export interface DataWork {
  kind: 'backup' | 'read' | 'check' | 'salvage'
  done: number
  total: number
}

export interface DataState {
  /** Why the console cannot use its data; null: it does. */
  failure: BridgeError | null
  /** The folder of the data on this computer. */
  folder: string
  bytes: number
  kept: KeptData[]
  work: DataWork | null
  /** What was salvaged and waits to be taken into use. */
  salvaged: Salvage | null
}

export type ChosenFile =
  | { state: 'chosen'; name: string; bytes: number }
  /** The page posts the file there. */
  | { state: 'awaited'; href: string }
  | { state: 'cancelled' }

export interface DataCommands {
  /** An encrypted copy of everything here but the secrets, which the keychain has. */
  'data.backup': { input: { passphrase: string }; output: Saved }
  'data.choose': { input: Nothing; output: ChosenFile }
  /** Opens the chosen backup beside the data, and proves it. */
  'data.read': { input: { passphrase: string }; output: OpenedBackup }
  /** Reads what can be read into a new file; the console is closed for it. */
  'data.salvage': { input: Nothing; output: Salvage }
  /** Takes what was read or salvaged into use; what was in use is put aside. */
  'data.use': { input: Nothing; output: null }
  /** Begins anew with no data; what was in use is put aside. */
  'data.fresh': { input: Nothing; output: null }
  /** Takes data that was put aside into use again. */
  'data.goBack': { input: { name: string }; output: null }
  'data.dropKept': { input: { name: string }; output: null }
  /** Reads every page of the data, and says what is wrong with it. */
  'data.check': { input: Nothing; output: { problems: string[] } }
  /** Ends the work in hand. */
  'data.cancel': { input: Nothing; output: null }
  /** Tries once more to use the data. */
  'data.retry': { input: Nothing; output: null }
}

export interface DataViews {
  data: { params: Nothing; output: DataState }
}

export interface DataEvents {
  'data.changed': null
  /** The console began anew, perhaps with other data. */
  'data.restarted': null
}

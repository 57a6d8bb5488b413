import type { AuditFacts, Saved } from '../shared/bridge.ts'

/** Milliseconds since 1970. */
export type Clock = () => number

/** The keychain in keytar's shape: the parts of its API that the console uses. */
export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

/** What a person did and must be answered for, kept where nobody can change it. Facts never hold a secret. */
export interface Audit {
  /** The line belongs to the profile in use unless it names another, or none. */
  note(kind: string, facts: AuditFacts & { profileId?: string | null }): void
}

/** A file that is made a piece at a time. */
export interface MadeFile {
  /** Such as `audit.csv`. */
  name: string
  contentType: string
  pieces: Iterable<string> | AsyncIterable<string | Uint8Array>
}

/** Hands a file to the person: a desktop asks where to, a page in a browser offers it for download. */
export type SaveFile = (file: MadeFile) => Promise<Saved>

/** Shows a page in the person's browser. Only addresses that the console made itself are given to it. */
export type OpenPage = (address: string) => Promise<void>

/** The clipboard of this computer. */
export interface Clipboard {
  write(text: string): Promise<void>
  /** Empties it when what it holds is ours. */
  clearIf(isOurs: (text: string) => boolean): Promise<void>
}

/** Where an error that nobody handled goes. Implementations write its name and place, never its text. */
export type Report = (error: unknown) => void

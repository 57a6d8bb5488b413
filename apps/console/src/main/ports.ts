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
  note(kind: string, facts: Readonly<Record<string, string | number | null>>): void
}

/** Where an error that nobody handled goes. Implementations write its name and place, never its text. */
export type Report = (error: unknown) => void

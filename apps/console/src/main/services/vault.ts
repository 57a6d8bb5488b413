import type { ProfileSummary, VaultState } from '../../shared/bridge.ts'
import { ConsoleError } from '../errors.ts'
import type { KeychainOptions } from './keychain-asker.ts'
import { createSecretAccounts } from './secret-accounts.ts'

/** Whose secret it is: bound to the host, so that a changed address can't take it elsewhere. */
export interface SecretOwner {
  id: string
  baseUrl: string
}

export interface Vault {
  /** Where a new secret would go. `asking`: the keychain has not answered yet; it may be asking a person. */
  state(): Promise<VaultState>
  /** Keeps a secret in the keychain, or in memory for this session where no keychain works. */
  put(owner: SecretOwner, secret: string): Promise<'keychain' | 'memory'>
  /** Null: the keychain is locked, or the secret is gone; which of both nobody can tell. */
  get(owner: SecretOwner): Promise<string | null>
  /** What is known without asking the keychain a second time. */
  where(owner: SecretOwner): Promise<ProfileSummary['secret']>
  /** Keeps a new secret and the one before it. @throws ConsoleError `secret_unreadable`: there is none to keep. */
  rotate(owner: SecretOwner, secret: string): Promise<'keychain' | 'memory'>
  /** The secret before the last rotation; it opens what still comes under it. */
  previous(owner: SecretOwner): Promise<string | null>
  dropPrevious(owner: SecretOwner): Promise<void>
  /** Deletes both secrets. */
  drop(owner: SecretOwner): Promise<void>
  /** A secret of the console itself. */
  keep(name: string, secret: string): Promise<'keychain' | 'memory'>
  recall(name: string): Promise<string | null>
  /** Drops from memory whatever the keychain gives again, and asks it for nothing until `unlock`. */
  lock(): void
  unlock(): void
  /** Asks the keychain anew about everything it did not answer. */
  retry(): void
  /** The keychain gave a secret in this run, so what it has not is gone rather than locked. */
  answers(): boolean
}

export interface VaultOptions extends KeychainOptions {
  /** Called when an answer that was waited for has come. */
  onAnswer?: () => void
}

const accountOf = ({ id, baseUrl }: SecretOwner): string => `${id}@${new URL(baseUrl).host}`

const previousOf = (owner: SecretOwner): string => `${accountOf(owner)}#previous`

/** Longest time that a question about where a secret is waits for the keychain, in milliseconds. */
export const patienceMs = 400

/** The answer, or undefined when it takes too long. */
export async function soon<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patienceMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** Secrets of profiles: in the keychain of this computer, else in memory until the console ends. Never in a file. */
export function createVault(options: VaultOptions): Vault {
  const accounts = createSecretAccounts(options)
  const { keychain, held, get, put } = accounts
  let probing: Promise<unknown> | undefined

  /** Waits a little; a later answer is told. */
  async function settle(question: Promise<unknown>): Promise<boolean> {
    const done = question.then(() => true)
    if (await soon(done)) return true
    void done.then(() => options.onAnswer?.())
    return false
  }

  return {
    async state() {
      if (accounts.isLocked() && !probing) return { kind: 'asking' }
      if (!(await settle((probing ??= keychain.read('probe'))))) return { kind: 'asking' }
      const reason = keychain.reason()
      return reason === undefined ? { kind: 'keychain' } : { kind: 'memory', reason }
    },
    put: (owner, secret) => put(accountOf(owner), secret),
    get: (owner) => get(accountOf(owner)),
    async where(owner) {
      const account = accountOf(owner)
      if (!held.has(account) && !(await settle(get(account)))) return 'asking'
      const known = held.get(account)
      return known === undefined || known === 'unreadable' ? 'unreadable' : known.where
    },
    async rotate(owner, secret) {
      const before = await get(accountOf(owner))
      if (before === null)
        throw new ConsoleError('secret_unreadable', 'The secret that is to be replaced cannot be read.')
      await put(previousOf(owner), before)
      return put(accountOf(owner), secret)
    },
    previous: (owner) => get(previousOf(owner)),
    dropPrevious: (owner) => accounts.drop(previousOf(owner)),
    async drop(owner) {
      await accounts.drop(accountOf(owner))
      await accounts.drop(previousOf(owner))
    },
    keep: put,
    recall: get,
    lock: accounts.lock,
    unlock: accounts.unlock,
    retry() {
      probing = undefined
      accounts.retry()
    },
    answers: accounts.hasAnswered,
  }
}

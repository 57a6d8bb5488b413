import type { ProfileSummary, VaultState } from '../../shared/bridge.ts'
import { ConsoleError } from '../errors.ts'
import type { Keychain } from '../ports.ts'

/** Longest secret that is handed to a keychain: Windows takes 1,280 UTF-16 units. */
export const maxSecretLength = 1200
/** Longest wait for a keychain in milliseconds; it may be asking a person to unlock it. */
export const keychainTimeoutMs = 15_000
const service = 'asinx-pay-console'

/** Whose secret it is: bound to the host, so that a changed address can't take it elsewhere. */
export interface SecretOwner {
  id: string
  baseUrl: string
}

export interface Vault {
  /** Where a new secret would go. */
  state(): Promise<VaultState>
  /** Keeps a secret in the keychain, or in memory for this session where no keychain works. */
  put(owner: SecretOwner, secret: string): Promise<'keychain' | 'memory'>
  /** Null: the keychain is locked, or the secret is gone; which of both nobody can tell. */
  get(owner: SecretOwner): Promise<string | null>
  /** What is known without asking the keychain a second time. */
  where(owner: SecretOwner): Promise<ProfileSummary['secret']>
  drop(owner: SecretOwner): Promise<void>
}

export interface VaultOptions {
  load: () => Promise<Keychain>
  timeoutMs?: number
}

class KeychainSilent extends Error {}

function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new KeychainSilent('The keychain did not answer.')), timeoutMs)
  })
  return Promise.race([work, silence]).finally(() => clearTimeout(timer))
}

/** Said plainly, without the keychain's own text, which may quote what it was given. */
const reasonOf = (error: unknown): string => {
  if (error instanceof KeychainSilent) return 'The keychain of this computer did not answer in time.'
  const text = String((error as { message?: unknown } | undefined)?.message)
  if (/locked/i.test(text)) return 'The keychain of this computer is locked.'
  if (/cannot find|\.node|shared object|not found/i.test(text))
    return 'The library for the keychain of this computer is missing (on Linux: libsecret).'
  return 'No keychain answers on this computer (on Linux: a Secret Service such as GNOME Keyring or KWallet).'
}

const accountOf = ({ id, baseUrl }: SecretOwner): string => `${id}@${new URL(baseUrl).host}`

type Held = { secret: string; where: 'keychain' | 'memory' }

/** The keychain, asked within a time; what it fails with is kept as a reason instead of thrown. */
function createAsker({ load, timeoutMs = keychainTimeoutMs }: VaultOptions) {
  let loading: Promise<Keychain> | undefined
  let reason: string | undefined

  const ask = <T>(question: (keychain: Keychain) => Promise<T>): Promise<T> => {
    loading ??= load()
    return within(timeoutMs, loading.then(question))
  }
  const note = (error: unknown): void => {
    loading = undefined
    reason = reasonOf(error)
  }

  async function read(account: string): Promise<string | null> {
    try {
      const secret = await ask((keychain) => keychain.getPassword(service, account))
      if (secret !== null) reason = undefined
      return secret
    } catch (error) {
      note(error)
      return null
    }
  }

  async function store(account: string, secret: string): Promise<'keychain' | 'memory'> {
    try {
      await ask((keychain) => keychain.setPassword(service, account, secret))
      if ((await ask((keychain) => keychain.getPassword(service, account))) !== secret)
        throw new Error('The keychain is locked: it does not give back what it took.')
      reason = undefined
      return 'keychain'
    } catch (error) {
      note(error)
      return 'memory'
    }
  }

  return {
    read,
    store,
    reason: () => reason,
    async erase(account: string): Promise<void> {
      await ask((keychain) => keychain.deletePassword(service, account)).catch(note)
    },
  }
}

/** Secrets of profiles: in the keychain of this computer, else in memory until the console ends. Never in a file. */
export function createVault(options: VaultOptions): Vault {
  const keychain = createAsker(options)
  const held = new Map<string, Held | 'unreadable'>()
  let probed: Promise<unknown> | undefined

  async function get(owner: SecretOwner): Promise<string | null> {
    const account = accountOf(owner)
    const known = held.get(account)
    if (known && known !== 'unreadable') return known.secret
    const secret = await keychain.read(account)
    held.set(account, secret === null ? 'unreadable' : { secret, where: 'keychain' })
    return secret
  }

  return {
    async state() {
      probed ??= keychain.read('probe')
      await probed
      const reason = keychain.reason()
      return reason === undefined ? { kind: 'keychain' } : { kind: 'memory', reason }
    },
    async put(owner, secret) {
      if (secret.length === 0 || secret.length > maxSecretLength)
        throw new ConsoleError('secret_too_long', `The appSecret must have 1 to ${maxSecretLength} characters.`)
      const account = accountOf(owner)
      const where = await keychain.store(account, secret)
      held.set(account, { secret, where })
      return where
    },
    get,
    async where(owner) {
      const account = accountOf(owner)
      if (!held.has(account)) await get(owner)
      const known = held.get(account)
      return known === undefined || known === 'unreadable' ? 'unreadable' : known.where
    },
    async drop(owner) {
      const account = accountOf(owner)
      held.delete(account)
      await keychain.erase(account)
    },
  }
}

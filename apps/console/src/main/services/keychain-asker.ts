import type { Keychain } from '../ports.ts'

/** Longest wait for a keychain in milliseconds; it may be asking a person to unlock it. */
export const keychainTimeoutMs = 15_000
const service = 'asinx-pay-console'

export interface KeychainOptions {
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
  if (/dismiss|cancel/i.test(text)) return 'The question of the keychain was dismissed.'
  if (/locked/i.test(text)) return 'The keychain of this computer is locked.'
  if (/cannot find|\.node|shared object|not found/i.test(text))
    return 'The library for the keychain of this computer is missing (on Linux: libsecret).'
  return 'No keychain answers on this computer (on Linux: a Secret Service such as GNOME Keyring or KWallet).'
}

/** The keychain, asked within a time; what it fails with is kept as a reason instead of thrown. */
export function createKeychainAsker({ load, timeoutMs = keychainTimeoutMs }: KeychainOptions) {
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

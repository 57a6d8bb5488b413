import { ConsoleError } from '../errors.ts'
import { createKeychainAsker, type KeychainOptions } from './keychain-asker.ts'

/** Longest secret that is handed to a keychain: Windows takes 1,280 UTF-16 units. */
export const maxSecretLength = 1200

type Held = { secret: string; where: 'keychain' | 'memory' }

interface Turn {
  isOver: Promise<null>
}

/** Answers to questions of an earlier turn count no more, and nobody goes on waiting for them. */
function createTurns(): { now: () => Turn; next: () => void } {
  const begin = () => {
    const end = Promise.withResolvers<null>()
    return { end, turn: { isOver: end.promise } }
  }
  let current = begin()
  return {
    now: () => current.turn,
    next() {
      current.end.resolve(null)
      current = begin()
    },
  }
}

/** Secrets by account, each asked for once at a time. */
export function createSecretAccounts(options: KeychainOptions) {
  const keychain = createKeychainAsker(options)
  const held = new Map<string, Held | 'unreadable'>()
  const asking = new Map<string, Promise<string | null>>()
  let hasAnswered = false
  let isLocked = false
  const turns = createTurns()

  async function ask(account: string): Promise<string | null> {
    const mine = turns.now()
    const secret = await Promise.race([keychain.read(account), mine.isOver])
    if (mine !== turns.now()) return get(account)
    held.set(account, secret === null ? 'unreadable' : { secret, where: 'keychain' })
    hasAnswered ||= secret !== null
    return secret
  }

  function get(account: string): Promise<string | null> {
    const known = held.get(account)
    if (known && known !== 'unreadable') return Promise.resolve(known.secret)
    if (isLocked) return Promise.resolve(null)
    const open = asking.get(account)
    if (open) return open
    const question: Promise<string | null> = ask(account).finally(() => {
      if (asking.get(account) === question) asking.delete(account)
    })
    asking.set(account, question)
    return question
  }

  return {
    keychain,
    held,
    get,
    hasAnswered: () => hasAnswered,
    async put(account: string, secret: string): Promise<'keychain' | 'memory'> {
      if (secret.length === 0 || secret.length > maxSecretLength)
        throw new ConsoleError('secret_too_long', `The appSecret must have 1 to ${maxSecretLength} characters.`)
      const where = await keychain.store(account, secret)
      held.set(account, { secret, where })
      hasAnswered ||= where === 'keychain'
      return where
    },
    async drop(account: string): Promise<void> {
      held.delete(account)
      await keychain.erase(account)
    },
    unlock(): void {
      isLocked = false
    },
    isLocked: () => isLocked,
    retry(): void {
      asking.clear()
      turns.next()
      for (const [account, kept] of held) if (kept === 'unreadable') held.delete(account)
    },
    lock(): void {
      isLocked = true
      asking.clear()
      turns.next()
      for (const [account, kept] of held) if (kept === 'unreadable' || kept.where === 'keychain') held.delete(account)
    },
  }
}

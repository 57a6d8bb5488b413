import type { Keychain } from '../src/main/ports.ts'

/** A keychain that lasts as long as its map, for tests that are not about keychains. */
export function memoryKeychain(items = new Map<string, string>()): Keychain & { items: Map<string, string> } {
  const key = (service: string, account: string): string => `${service}/${account}`
  return {
    items,
    async getPassword(service, account) {
      return items.get(key(service, account)) ?? null
    },
    async setPassword(service, account, password) {
      items.set(key(service, account), password)
    },
    async deletePassword(service, account) {
      return items.delete(key(service, account))
    },
  }
}

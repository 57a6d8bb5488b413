import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Keychain } from '../src/main/ports.ts'
import { memoryKeychain } from './memory-keychain.ts'

/** A keychain that outlives its process, as a real one does; its secrets are the sandbox's, which everybody knows. */
export function fileKeychain(dataDir: string): Keychain {
  const file = join(dataDir, 'keychain-of-the-test.json')
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as [string, string][]) : []
  const keychain = memoryKeychain(new Map(known))
  return {
    ...keychain,
    async setPassword(service, account, password) {
      await keychain.setPassword(service, account, password)
      writeFileSync(file, JSON.stringify([...keychain.items]))
    },
  }
}

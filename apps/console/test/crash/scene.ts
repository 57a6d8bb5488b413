import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createClient } from '@asinx-pay/core/client'
import { demoCredentials } from '@asinx-pay/sandbox'
import { expect, onTestFinished } from 'vitest'
import { databaseName } from '../../src/main/services/database.ts'
import { openBank, type Bank } from '../bank.ts'
import { openTap, type Tap } from './tap.ts'
import { startVictim, type Victim } from './victim.ts'

/** A console to be killed, the sandbox it works with, and the wire between them. */
export interface Scene {
  dataDir: string
  bank: Bank
  tap: Tap
  /** Starts a console on the same folder, which is killed at the latest when the test ends. */
  start(): Promise<Victim>
  /** Reads the database while nobody has it open. */
  read<Row>(sql: string): Row[]
}

export async function newScene(): Promise<Scene> {
  const dataDir = await mkdtemp(join(tmpdir(), 'asinx-crash-'))
  const bank = await openBank()
  const tap = await openTap(bank.url)
  let victim: Victim | undefined
  onTestFinished(async () => {
    await victim?.kill()
    await tap.close()
    await bank.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  return {
    dataDir,
    bank,
    tap,
    start: async () => (victim = await startVictim(dataDir, tap.url)),
    read(sql) {
      const db = new DatabaseSync(join(dataDir, databaseName))
      try {
        expect(db.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' })
        return db.prepare(sql).all() as never
      } finally {
        db.close()
      }
    },
  }
}

/** Cards of one user that take a recharge. */
export async function newCards(bank: Bank, count: number): Promise<{ uid: string; userBankcardId: number }[]> {
  const client = createClient({ ...demoCredentials, baseUrl: `${bank.url}/api-web` })
  const user = await client.user.register({ email: 'crash@example.com', mobileNumber: '5550199', mobilePrefix: '1' })
  if (user.state !== 'done') throw new Error('No user.')
  const cards = []
  for (let made = 0; made < count; made++) {
    const applied = await client.bankcard.apply({ uid: user.result.uid, bankcardId: 101, tag: `crash-${made}` })
    if (applied.state !== 'done') throw new Error('No card.')
    await bank.control(`/cards/${applied.result.userBankcardId}/approve`)
    cards.push({ uid: user.result.uid, userBankcardId: applied.result.userBankcardId })
  }
  return cards
}

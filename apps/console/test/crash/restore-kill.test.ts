import { readdirSync, watch } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { newCards, newScene, type Scene } from './scene.ts'
import type { Victim } from './victim.ts'

const rounds = 20
const passphrase = 'correct horse battery'

/** What happens in the data folder while a backup comes into use, by which the console is killed; once something has gone aside there is no way back. */
const moments = [
  { what: 'the copy is completed', file: /^staged-.*-wal$/, times: 1, isSettled: false },
  { what: 'what is to be done is noted', file: /^swap\.json$/, times: 1, isSettled: false },
  { what: 'the data in use goes aside', file: /^console-restored-/, times: 1, isSettled: true },
  { what: 'the copy takes its place', file: /^console\.db$/, times: 2, isSettled: false },
  { what: 'the note goes', file: /^swap\.json$/, times: 3, isSettled: true },
] as const

type Moment = (typeof moments)[number]

/** Kills a console as soon as a file of its folder has changed so many times. */
function killAt(dataDir: string, victim: Victim, { file, times }: Moment): () => void {
  let left = times
  const watcher = watch(dataDir, (_event, name) => {
    if (name === null || !file.test(name) || --left > 0) return
    watcher.close()
    void victim.kill()
  })
  return () => watcher.close()
}

/** Takes the backup into use, up to the moment at which the console is killed. Returns whether it said that it had. */
async function restoreAndKill(victim: Victim, dataDir: string, moment: Moment): Promise<boolean> {
  await victim.ask('command', 'data.choose', {})
  expect(await victim.ask('command', 'data.read', { passphrase })).toMatchObject({ ok: true })
  const unwatch = killAt(dataDir, victim, moment)
  const answer = await victim.ask('command', 'data.use', {})
  unwatch()
  await victim.kill()
  return answer !== undefined
}

/** Whether the data that was put aside last has a user. */
function wasPutAside(dataDir: string, uid: string): boolean {
  const name = readdirSync(dataDir)
    .filter((each) => /^console-restored-\d+\.db$/.test(each))
    .sort()
    .at(-1)
  if (name === undefined) return false
  const db = new DatabaseSync(join(dataDir, name))
  try {
    return db.prepare('select 1 from users where uid = ?').get(uid) !== undefined
  } finally {
    db.close()
  }
}

async function look(victim: Victim): Promise<{ users: string[]; calls: string[] }> {
  const rowsOf = async (view: string): Promise<{ uid: string; endpoint: string }[]> => {
    const answer: { ok: boolean; value?: { rows: [] } } | undefined = await victim.ask('query', view, {})
    return answer?.value?.rows ?? []
  }
  expect(await victim.ask('command', 'data.check', {})).toEqual({ ok: true, value: { problems: [] } })
  const [users, calls] = [await rowsOf('users'), await rowsOf('journal')]
  return { users: users.map(({ uid }) => uid), calls: calls.map(({ endpoint }) => endpoint) }
}

/** A console with a backup, and with a recharge that the backup does not know. */
async function begin({ bank, start }: Scene): Promise<Victim> {
  const victim = await start()
  await victim.ask('command', 'sandbox.explore', {})
  await victim.ask('command', 'user.add', { uid: 'in-the-backup' })
  await victim.ask('command', 'data.backup', { passphrase })
  const [card] = await newCards(bank, 1)
  expect(await victim.ask('call', 'bankcard.recharge', { ...card, amount: '10.00' })).toMatchObject({ ok: true })
  return victim
}

test(`killed ${rounds} times while a backup comes into use: it is all of the one or all of the other, and no call is forgotten`, async () => {
  const scene = await newScene()
  const { dataDir, start } = scene
  let victim = await begin(scene)
  for (let round = 0; round < rounds; round++) {
    const moment = moments[round % moments.length] ?? moments[0]
    const mark = `since-the-backup-${round}`
    await victim.ask('command', 'user.add', { uid: mark })
    const hasSaidSo = await restoreAndKill(victim, dataDir, moment)
    victim = await start()
    const { users, calls } = await look(victim)
    const isRestored = !users.includes(mark)
    if (hasSaidSo || moment.isSettled) expect(isRestored, moment.what).toBe(true)
    expect(users).toContain('in-the-backup')
    expect(calls).toEqual(['bankcard.recharge'])
    if (isRestored) expect(wasPutAside(dataDir, mark)).toBe(true)
    expect(readdirSync(dataDir).filter((name) => /^(staged|swap)/.test(name))).toEqual([])
  }
})

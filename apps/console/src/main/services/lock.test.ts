import { expect, test } from 'vitest'
import { tempDir } from '../../../test/running.ts'
import { openDatabase } from './database.ts'
import { createEventHub } from './events.ts'
import { createLock } from './lock.ts'
import { createSettings } from './settings.ts'

const minuteMs = 60_000

async function newLock() {
  const settings = createSettings(openDatabase(await tempDir()))
  let time = 0
  const heard: boolean[] = []
  const lock = createLock({ settings, events: createEventHub(), audit: { note: () => undefined }, now: () => time })
  lock.onChange((isLocked) => heard.push(isLocked))
  const pass = (minutes: number): void => {
    time += minutes * minuteMs
    lock.tick()
  }
  return { lock, settings, pass, heard }
}

test('it locks when nobody was there for the time chosen, and not before', async () => {
  const { lock, pass, heard } = await newLock()
  pass(14.9)
  lock.active()
  pass(14.9)
  expect(lock.state()).toBeNull()
  pass(0.1)
  expect(lock.state()).toMatchObject({ by: 'idle' })
  pass(100)
  lock.unlock()
  lock.unlock()
  expect(heard).toEqual([true, false])
  pass(14.9)
  expect(lock.state()).toBeNull()
})

test('another time can be chosen, or none', async () => {
  const { lock, settings, pass } = await newLock()
  settings.set('idleMinutes', '0')
  pass(10_000)
  expect(lock.state()).toBeNull()
  settings.set('idleMinutes', '5')
  lock.active()
  pass(5)
  expect(lock.state()).toMatchObject({ by: 'idle' })
})

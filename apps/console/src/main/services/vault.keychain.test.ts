import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { tempDir } from '../../../test/running.ts'

/** Needs dbus-run-session and gnome-keyring-daemon (Debian: dbus-daemon, gnome-keyring, libsecret-1-0). */
const steps = fileURLToPath(new URL('../../../test/keychain-steps.ts', import.meta.url))
const node = [process.execPath, '--conditions=@asinx-pay/source', steps]
const unlocked = `printf 'test-pass' | gnome-keyring-daemon --unlock --components=secrets >/dev/null`
const locked = `gnome-keyring-daemon --start --components=secrets >/dev/null`
const execute = promisify(execFile)

interface Keyring {
  dataHome: string
  runtimeDir: string
}

async function newKeyring(): Promise<Keyring> {
  const root = await tempDir()
  const keyring = { dataHome: join(root, 'data'), runtimeDir: join(root, 'run') }
  await mkdir(keyring.dataHome)
  await mkdir(keyring.runtimeDir, { mode: 0o700 })
  return keyring
}

/** One step in a desktop session of its own, as after a restart of the computer; the keyring's files stay. */
async function session(keyring: Keyring, daemon: string, step: readonly string[]): Promise<unknown> {
  const script = `${daemon}; exec "$@"`
  const { DISPLAY: _display, DBUS_SESSION_BUS_ADDRESS: _bus, ...rest } = process.env
  const env = { ...rest, XDG_DATA_HOME: keyring.dataHome, XDG_RUNTIME_DIR: keyring.runtimeDir }
  const { stdout } = await execute('dbus-run-session', ['--', 'bash', '-c', script, 'bash', ...node, ...step], { env })
  return JSON.parse(stdout)
}

/** One step where no desktop session is. */
async function noSession(keyring: Keyring, step: readonly string[]): Promise<unknown> {
  const env = { PATH: process.env['PATH'], XDG_DATA_HOME: keyring.dataHome }
  const { stdout } = await execute('env', [...node, ...step], { env })
  return JSON.parse(stdout)
}

test('a real keychain keeps a secret over a restart, locked or not, until it is dropped', async () => {
  const keyring = await newKeyring()
  expect(await session(keyring, unlocked, ['put', 'a secret'])).toEqual({
    put: 'keychain',
    state: { kind: 'keychain' },
  })
  expect(await session(keyring, unlocked, ['get'])).toMatchObject({ get: 'a secret', where: 'keychain' })
  expect(await session(keyring, locked, ['get'])).toMatchObject({ get: null, where: 'unreadable' })
  expect(await session(keyring, locked, ['put', 'another'])).toMatchObject({
    put: 'memory',
    state: { kind: 'memory', reason: expect.stringMatching(/keychain/) },
  })
  expect(await session(keyring, unlocked, ['get'])).toMatchObject({ get: 'a secret' })
  expect(await session(keyring, unlocked, ['drop'])).toEqual({ get: null })
})

test('a secret the store has never seen is unreadable', async () => {
  expect(await session(await newKeyring(), unlocked, ['get'])).toEqual({
    get: null,
    where: 'unreadable',
    state: { kind: 'keychain' },
  })
})

test('without a desktop session the secret stays in memory, and it says why', async () => {
  expect(await noSession(await newKeyring(), ['put', 'a secret'])).toEqual({
    put: 'memory',
    state: { kind: 'memory', reason: expect.stringMatching(/No keychain answers/) },
  })
})

test('a rotated secret and the one before it are both there after a restart, and both locked with the keychain', async () => {
  const keyring = await newKeyring()
  await session(keyring, unlocked, ['put', 'the former'])
  expect(await session(keyring, unlocked, ['rotate', 'the new'])).toEqual({
    rotate: 'keychain',
    previous: 'the former',
  })
  expect(await session(keyring, unlocked, ['previous'])).toEqual({ get: 'the new', previous: 'the former' })
  expect(await session(keyring, locked, ['previous'])).toEqual({ get: null, previous: null })
})

test('what was sealed under the key of the keychain opens after a restart, and not while it is locked', async () => {
  const keyring = await newKeyring()
  const { sealed } = (await session(keyring, unlocked, ['seal', 'a notify'])) as { sealed: string }
  expect(await session(keyring, locked, ['open', sealed])).toEqual({ opened: null })
  expect(await session(keyring, unlocked, ['open', sealed])).toEqual({ opened: 'a notify' })
  expect(await session(await newKeyring(), unlocked, ['open', sealed])).toEqual({ opened: null })
  expect(await session(await newKeyring(), locked, ['seal', 'a notify'])).toEqual({ sealed: null })
})

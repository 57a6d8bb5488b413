import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../src/main/services/database.ts'
import { damage } from '../damage.ts'
import { at, textAt } from './acts.ts'
import type { Shown } from './console.ts'
import { expectAccessible, shown } from './harness.ts'

const passphrase = 'correct horse battery'

async function download(console: Shown): Promise<string> {
  await console.show('/settings/data')
  await at(console, 'backup-passphrase').fill(passphrase)
  await at(console, 'backup-again').fill('something else entirely')
  expect(await at(console, 'backup-make').isDisabled()).toBe(true)
  await at(console, 'backup-again').fill(passphrase)
  const coming = console.page.waitForEvent('download')
  await at(console, 'backup-make').click()
  const folder = await mkdtemp(join(tmpdir(), 'asinx-backup-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'a.backup')
  await (await coming).saveAs(path)
  return path
}

async function restore(console: Shown, path: string): Promise<void> {
  await at(console, 'backup-file').setInputFiles(path)
  await at(console, 'backup-chosen').getByText('a.backup').waitFor()
  await at(console, 'restore-passphrase').fill('a wrong passphrase')
  await at(console, 'restore-open').click()
  await console.page.getByText('does not open this backup').waitFor()
  await at(console, 'restore-passphrase').fill(passphrase)
  await at(console, 'restore-open').click()
  await at(console, 'restore-opened').waitFor()
  await expectAccessible(console)
  await at(console, 'restore-use').click()
}

test('data is backed up, wiped and restored: it is there again, and each merchant asks for its secret', async () => {
  const console = await shown()
  const { rows } = await console.query('cards', {})
  const path = await download(console)
  expect((await readFile(path)).toString('latin1')).not.toContain(rows[0]?.uid)

  // Another computer: no data, another keychain.
  const other = await shown({ begin: 'first', ownSandbox: true })
  await other.command('profile.add', {
    name: 'Somebody else',
    environment: 'test',
    baseUrl: 'https://test.asinx.io/api-web',
    appId: 'app_1',
    appSecret: '0'.repeat(32),
  })
  await other.show('/settings')
  await at(other, 'to-data').click()
  await restore(other, path)
  await at(other, 'profile-switch').waitFor()
  await other.show('/cards')
  await at(other, 'card-row').first().waitFor()
  expect((await other.query('cards', {})).rows.map(({ userBankcardId }) => userBankcardId)).toEqual(
    rows.map(({ userBankcardId }) => userBankcardId),
  )
  await other.show('/settings')
  await other.page.getByText('Cannot be read now').first().waitFor()
  await other.show('/settings/data')
  await at(other, 'kept').waitFor()
  await expectAccessible(other)
  await at(other, 'kept-drop').click()
  await at(other, 'kept-go').click()
  await at(other, 'kept').waitFor({ state: 'detached' })
  await at(other, 'check').click()
  await at(other, 'check-end').getByText('Nothing is wrong').waitFor()
})

test('damaged data has a page of its own, which reads what can be read and goes on with it', async () => {
  const { dataDir: whole, keychain } = await shown()
  const dataDir = await mkdtemp(join(tmpdir(), 'asinx-damaged-'))
  await cp(whole, dataDir, { recursive: true })
  await damage(dataDir, 'requests')
  const console = await shown({ begin: 'found', dataDir, keychain })
  await console.page.locator('[data-test="data-failure"][data-code="database_damaged"]').waitFor()
  await expectAccessible(console)
  await at(console, 'salvage').click()
  await at(console, 'salvaged').waitFor()
  expect(await textAt(console, 'salvaged')).toMatch(/journal \d+ \d+/)
  await expectAccessible(console)
  await at(console, 'salvage-use').click()
  await at(console, 'profile-switch').waitFor()
  expect(await readdir(dataDir)).toEqual(expect.arrayContaining([expect.stringMatching(/^console-repaired-/)]))
})

test('data that another console uses is said, and used once it is free', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'asinx-in-use-'))
  const other = openDatabase(folder)
  const console = await shown({ begin: 'found', dataDir: folder })
  await console.page.locator('[data-test="data-failure"][data-code="database_in_use"]').waitFor()
  await expectAccessible(console)
  expect(await at(console, 'data-fresh').count()).toBe(0)
  other.close()
  await at(console, 'data-retry').click()
  await at(console, 'welcome').waitFor()
})

test('how long things are kept is chosen, and stands in the audit trail', async () => {
  const console = await shown({ path: '/settings/data' })
  await at(console, 'keep-notifies-365').click()
  await console.page.locator('[data-test="keep-notifies-365"][aria-pressed="true"]').waitFor()
  expect(await console.query('retention', {})).toMatchObject({ notifies: '365', requests: '90', audit: '0' })
  await console.show('/settings/audit')
  const row = console.page.locator('[data-kind="retention.set"]')
  expect(await row.textContent()).toContain('Kind: notifies · Days: 365')
})

test('what went wrong is said in Chinese to whoever reads Chinese', async () => {
  const console = await shown({ locale: 'zh' })
  await console.show('/settings/data')
  await at(console, 'backup-file').setInputFiles({
    name: 'a.backup',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('not a backup at all'),
  })
  await at(console, 'restore-passphrase').fill(passphrase)
  await at(console, 'restore-open').click()
  const alert = console.page.getByRole('alert')
  await alert.waitFor()
  expect(await alert.textContent()).toBe('该文件不是本控制台的备份。请选择由本控制台生成的备份文件。没有更改任何内容。')
})

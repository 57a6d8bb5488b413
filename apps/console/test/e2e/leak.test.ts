import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCodec } from '@asinx-pay/core/wire'
import { demoCredentials } from '@asinx-pay/sandbox'
import { expect, test } from 'vitest'
import { shown, type Shown } from './harness.ts'
import { visits } from './pages.ts'

const codec = createCodec(demoCredentials)
const pin = '135790'
const passphrase = 'correct horse battery'
const code = '867530'
const next = 'fedcba9876543210fedcba9876543210'
/** A picture of one point. */
const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

/** Everything of a person's that passes through the console in a day, once. Returns what must be found nowhere, and all pages. */
async function passSecrets(console: Shown): Promise<{ secrets: Record<string, string>; pages: [string, string][] }> {
  const { rows } = await console.query('cards', { status: 'ACTIVE' })
  const card = { uid: rows[0]?.uid ?? '', userBankcardId: rows[0]?.userBankcardId ?? 0 }
  await console.show(`/cards/${card.userBankcardId}`)
  const { cardNo, cardCvv } = await console.command('card.reveal', { userBankcardId: card.userBankcardId })
  await console.command('transactions.readCard', { userBankcardId: card.userBankcardId })
  await console.show('/money/transactions')
  await console.command('card.copy', { userBankcardId: card.userBankcardId, what: 'cardNo' })
  await console.call('bankcard.setPin', { ...card, pin })
  const image = `data:image/png;base64,${picture}`
  const person = { first_name: 'Ada', last_name: 'Sample', first_name_en: 'Ada', last_name_en: 'Sample' }
  const document = { id_type: 'passport', country: 'HK', number: 'K0000000', expiry_date: '2033-01-01' }
  await console.call('user.setProfession', {
    uid: card.uid,
    ...person,
    ...document,
    birthday: '1990-01-01',
    frontImg: image,
  })
  const data = { userBankcardId: card.userBankcardId, code }
  const body = codec.sealNotify({ type: 'TRANSACTION_VERIFICATION_CODE', uniqueNo: 'n-code', data })
  const { receiverUrl, activeProfileId } = await console.query('session', {})
  expect((await fetch(receiverUrl ?? '', { method: 'POST', body })).status).toBe(200)
  await console.show('/notifies')
  // A file that brings what no file should: columns without a use, and a number in the wrong place.
  const text = `Card ID,PIN,Card Number\n${card.userBankcardId},${pin},${cardNo}\n${cardNo},${pin},\n`
  const reading = await console.command('bulk.read', { kind: 'freeze', name: 'cards.csv', text })
  await console.show(`/bulk/${reading.state === 'read' ? reading.run : ''}`)
  const pages = await lookAround(console)
  await console.command('profile.rotate', { profileId: activeProfileId ?? '', appSecret: next })
  const { result } = JSON.parse(body) as { result: string }
  const saved = await console.command('data.backup', { passphrase })
  if (saved.state !== 'offered') throw new Error('The backup is not offered.')
  await console.page.evaluate(async (href) => (await fetch(href)).arrayBuffer(), saved.href)
  const secret = demoCredentials.appSecret
  return { secrets: { secret, next, passphrase, cardNo, cardCvv: cardCvv ?? '', pin, code, picture, result }, pages }
}

async function storedBytes(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const kept = files.filter((file) => file.isFile())
  return (await Promise.all(kept.map((file) => readFile(join(file.parentPath, file.name), 'latin1')))).join('\n')
}

/** What the page keeps: its stores, its storage and all it shows. */
const pageMemory = ({ page }: Shown): Promise<string> =>
  page.evaluate(async () => {
    const root = document.querySelector('#app') as unknown as {
      __vue_app__: { config: { globalProperties: { $pinia: { state: { value: object } } } } }
    }
    const { state } = root.__vue_app__.config.globalProperties.$pinia
    const databases = await indexedDB.databases()
    const stores = JSON.stringify([state.value, { ...localStorage }, { ...sessionStorage }, databases])
    return `${stores} ${document.cookie} ${document.documentElement.outerHTML}`
  })

/** What each page of the console keeps and shows, after all that passed. */
async function lookAround(console: Shown): Promise<[string, string][]> {
  const pages: [string, string][] = []
  for (const { path } of await visits(console)) {
    await console.show(path)
    pages.push([path, await pageMemory(console)])
  }
  return pages
}

/** Two digits, and three, are everywhere by chance. */
const tooShort = 4

test('after a day of secrets none of them is in a file, in a store or on the page', async () => {
  const console = await shown()
  const { secrets, pages } = await passSecrets(console)
  const stored = await storedBytes(console.dataDir)
  expect(stored).toContain('n-code')
  pages.push(['the last page', await pageMemory(console)])
  for (const [what, secret] of Object.entries(secrets)) {
    if (secret.length < tooShort) continue
    expect(stored.includes(secret), `${what} in a file`).toBe(false)
    expect(pages.filter(([, memory]) => memory.includes(secret)).map(([path]) => `${what} at ${path}`)).toEqual([])
  }
  expect([...console.keychain.items.values()]).toEqual(expect.arrayContaining([demoCredentials.appSecret, next]))
})

import { createCodec } from '@asinx-pay/core/wire'
import { demoCredentials } from '@asinx-pay/sandbox'
import { expect, test } from 'vitest'
import { memoryKeychain } from '../../test/memory-keychain.ts'
import { products, start, startExploring } from '../../test/running.ts'
import type { AuditRow, JournalRow, NotifyRow, Page, ProfileSummary, Session } from '../shared/bridge.ts'

const other = '0123456789abcdef0123456789abcdef'
const minuteMs = 60_000
const live = { name: 'Live', environment: 'live', baseUrl: 'https://live.example/api-web', appId: 'app_1' }
const recharge = { uid: 'abcdefgh', userBankcardId: 7, amount: '10.00' }

const active = (session: Session): ProfileSummary => {
  const profile = session.profiles.find(({ id }) => id === session.activeProfileId)
  if (!profile) throw new Error('No profile is active.')
  return profile
}

test('after a rotation what comes under the former secret opens, until that is dropped', async () => {
  const { ask, console } = await startExploring()
  const profileId = active(await ask('query', 'session')).id
  const notify = (appSecret: string, status: string): Promise<number> =>
    fetch(console.receiverUrl ?? '', {
      method: 'POST',
      body: createCodec({ ...demoCredentials, appSecret }).sealNotify({
        type: 'CARD_STATUS_CHANGE',
        uniqueNo: status,
        data: { userBankcardId: 900, status },
      }),
    }).then(({ status: answered }) => answered)
  await ask('command', 'profile.rotate', { profileId, appSecret: other })
  expect(active(await ask('query', 'session'))).toMatchObject({ hasPrevious: true, secret: 'keychain' })
  expect(await notify(demoCredentials.appSecret, 'AUDIT_PASS')).toBe(200)
  expect(await notify(other, 'TBA')).toBe(200)
  await ask('command', 'profile.dropPrevious', { profileId })
  expect(active(await ask('query', 'session'))).toMatchObject({ hasPrevious: false })
  expect(await notify(demoCredentials.appSecret, 'ACTIVE')).toBe(401)
  expect(((await ask('query', 'notifies')) as Page<NotifyRow>).rows).toHaveLength(2)
})

test('a rotation that could not keep the former secret is refused', async () => {
  const { ask, refusal } = await start({
    loadKeychain: async () => ({ ...memoryKeychain(), getPassword: async () => null }),
  })
  const { profileId }: { profileId: string } = await ask('command', 'profile.add', { ...live, appSecret: other })
  await ask('command', 'vault.retry')
  expect(active(await ask('query', 'session')).secret).toBe('memory')
  await ask('command', 'profile.remove', { profileId })
  expect(await refusal('command', 'profile.rotate', { profileId, appSecret: other })).toMatchObject({
    code: 'profile_unknown',
  })
})

test('a secret does not follow to another host: it is asked for again', async () => {
  const keychain = memoryKeychain()
  const { ask, refusal } = await start({ loadKeychain: async () => keychain })
  const { profileId }: { profileId: string } = await ask('command', 'profile.add', { ...live, appSecret: other })
  const change = { profileId, name: 'Renamed', baseUrl: 'https://elsewhere.example/api-web' }
  expect(await refusal('command', 'profile.change', change)).toMatchObject({ code: 'secret_needed' })
  expect(active(await ask('query', 'session'))).toMatchObject({ name: 'Live', baseUrl: live.baseUrl })
  await ask('command', 'profile.change', { ...change, baseUrl: 'https://live.example/v2/api-web' })
  expect(active(await ask('query', 'session'))).toMatchObject({ name: 'Renamed', secret: 'keychain' })
  await ask('command', 'profile.change', { ...change, appSecret: '1'.repeat(32) })
  expect([...keychain.items.keys()].filter((key) => key.includes(profileId))).toEqual([
    `asinx-pay-console/${profileId}@elsewhere.example`,
  ])
})

test('a profile cannot become the double of another', async () => {
  const { ask, refusal } = await start()
  const second = { ...live, baseUrl: 'https://second.example/api-web' }
  await ask('command', 'profile.add', { ...live, appSecret: other })
  const { profileId }: { profileId: string } = await ask('command', 'profile.add', { ...second, appSecret: other })
  const change = { profileId, name: 'Double', baseUrl: live.baseUrl, appSecret: other }
  expect(await refusal('command', 'profile.change', change)).toMatchObject({ code: 'profile_exists' })
})

test('a live profile is unlocked for a time and with a reason, and reads only again after it', async () => {
  let time = Date.now()
  const { ask, refusal } = await start({ now: () => time, fetch: () => Promise.reject(refused()) })
  const { profileId }: { profileId: string } = await ask('command', 'profile.add', { ...live, appSecret: other })
  expect(await refusal('call', 'bankcard.recharge', recharge)).toMatchObject({ code: 'live_read_only' })
  expect(await refusal('command', 'live.unlock', { profileId, reason: '  ', minutes: 15 })).toMatchObject({
    code: 'invalid_input',
  })
  const unlock = { profileId, reason: 'Payroll of March', minutes: 15 }
  expect(await ask('command', 'live.unlock', unlock)).toEqual({ until: time + 15 * minuteMs })
  expect(active(await ask('query', 'session')).writableUntil).toBe(time + 15 * minuteMs)
  expect(await refusal('call', 'bankcard.recharge', recharge)).toMatchObject({ code: 'not_sent' })
  time += 15 * minuteMs
  expect(await refusal('call', 'bankcard.recharge', recharge)).toMatchObject({ code: 'live_read_only' })
  await ask('command', 'live.unlock', unlock)
  await ask('command', 'live.lock', { profileId })
  expect(await refusal('call', 'bankcard.recharge', recharge)).toMatchObject({ code: 'live_read_only' })
  const { rows }: Page<AuditRow> = await ask('query', 'audit', { kind: 'live.unlocked' })
  expect(rows[0]).toMatchObject({ profileId, facts: { reason: 'Payroll of March', minutes: 15 } })
})

const refused = (): Error => Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } })

test('a limit holds before anything is sent, over a restart, and gives back what was declined', async () => {
  const keychain = memoryKeychain()
  const loadKeychain = async () => keychain
  const first = await startExploring({ loadKeychain })
  const { uid, userBankcardId } = await first.newCard(products.direct)
  const pay = (amount: string) => ({ uid, userBankcardId, amount })
  const profileId = active(await first.ask('query', 'session')).id
  await first.ask('command', 'profile.limit', { profileId, largestRecharge: '60', rechargePerDay: '100' })
  expect(await first.refusal('call', 'bankcard.recharge', pay('60.01'))).toMatchObject({ code: 'limit_exceeded' })
  expect(((await first.ask('call', 'bankcard.recharge', pay('60.00'))) as { state: string }).state).toBe('done')
  expect(await first.refusal('call', 'bankcard.recharge', pay('40.01'))).toMatchObject({ code: 'limit_exceeded' })
  expect(active(await first.ask('query', 'session')).spentToday).toBe('60')
  await first.console.close()
  const next = await start({ dataDir: first.dataDir, loadKeychain, fetch: () => Promise.reject(refused()) })
  expect(await next.refusal('call', 'bankcard.recharge', pay('40.01'))).toMatchObject({ code: 'limit_exceeded' })
  const { rows }: Page<JournalRow> = await next.ask('query', 'journal')
  expect(rows.filter(({ endpoint }) => endpoint === 'bankcard.recharge')).toHaveLength(1)
  await next.ask('command', 'profile.limit', { profileId, largestRecharge: null, rechargePerDay: null })
  expect(active(await next.ask('query', 'session')).limits).toEqual({ largestRecharge: null, rechargePerDay: null })
})

test('limits of a live profile are lifted by nobody who has not unlocked it', async () => {
  const { ask, refusal } = await start()
  const { profileId }: { profileId: string } = await ask('command', 'profile.add', { ...live, appSecret: other })
  const lift = { profileId, largestRecharge: null, rechargePerDay: null }
  expect(await refusal('command', 'profile.limit', lift)).toMatchObject({ code: 'live_read_only' })
  await ask('command', 'live.unlock', { profileId, reason: 'New limit agreed', minutes: 15 })
  await ask('command', 'profile.limit', { ...lift, largestRecharge: '500' })
  expect(active(await ask('query', 'session')).limits).toEqual({ largestRecharge: '500', rechargePerDay: null })
})

import { createCodec } from '@asinx-pay/core/wire'
import { demoCredentials } from '@asinx-pay/sandbox'
import { expect, test } from 'vitest'
import { newCards, newScene } from './scene.ts'

const rounds = 20
const codec = createCodec(demoCredentials)

/** Where the console is killed: before it sends, on the way there, on the way back, and as it reads the answer. */
const moments = [
  { path: '/bankcard/balance', at: 'after', leaves: false },
  { path: '/bankcard/recharge', at: 'before', leaves: true },
  { path: '/bankcard/recharge', at: 'after', leaves: true },
  { path: '/bankcard/balance', at: 'before', leaves: false },
] as const

test(`killed ${rounds} times in the middle of a recharge: nothing is sent twice, and what left is known to have left`, async () => {
  const { bank, tap, start, read } = await newScene()
  const cards = await newCards(bank, rounds)
  let victim = await start()
  await victim.ask('command', 'sandbox.explore', {})
  for (const [round, card] of cards.entries()) {
    const moment = moments[round % moments.length] ?? moments[0]
    const before = tap.asked('/bankcard/recharge')
    tap.next(moment.path, moment.at, () => victim.kill())
    const recharge = { ...card, amount: '10.00' }
    expect(await victim.ask('call', 'bankcard.recharge', recharge)).toBeUndefined()
    const sent = tap.asked('/bankcard/recharge') - before
    expect(sent).toBe(moment.leaves ? 1 : 0)
    const rows = read<{ state: string }>(`select state from journal where card_id = ${card.userBankcardId}`)
    expect(rows.map(({ state }) => state)).toEqual(moment.leaves ? ['intended'] : [])
    victim = await start()
    if (!moment.leaves) continue
    expect(await victim.ask('call', 'bankcard.recharge', recharge)).toMatchObject({ error: { code: 'outcome_open' } })
    expect(tap.asked('/bankcard/recharge') - before).toBe(1)
  }
  expect(bank.sandbox.audit()).toEqual([])
  await victim.kill()
  const open = read<{ count: number }>(`select count(*) as count from journal where state = 'unknown' and why = 'lost'`)
  expect(open).toEqual([{ count: rounds / 2 }])
})

test(`killed ${rounds} times while notifies come in: what was acknowledged is there`, async () => {
  const { start, read } = await newScene()
  let victim = await start()
  await victim.ask('command', 'sandbox.explore', {})
  const acknowledged: string[] = []
  const perRound = 24
  for (let round = 0; round < rounds; round++) {
    let left = round + 1
    const post = async (uniqueNo: string): Promise<void> => {
      const data = { userBankcardId: 900, status: 'AUDIT_PASS', reason: uniqueNo }
      const body = codec.sealNotify({ type: 'CARD_STATUS_CHANGE', uniqueNo, data })
      const answer = await fetch(victim.receiverUrl, { method: 'POST', body }).catch(() => undefined)
      if (answer?.status !== 200) return
      acknowledged.push(uniqueNo)
      left--
      if (left === 0) await victim.kill()
    }
    await Promise.all(Array.from({ length: perRound }, (_, count) => post(`round-${round}-${count}`)))
    const rows = read<{ unique_no: string }>('select unique_no from notifies')
    const stored = new Set(rows.map((row) => row.unique_no))
    expect(acknowledged.filter((uniqueNo) => !stored.has(uniqueNo))).toEqual([])
    victim = await start()
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual((rounds * (rounds + 1)) / 2)
})

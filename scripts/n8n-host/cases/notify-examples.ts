import { expect, test } from 'vitest'
import { until } from '../../e2e/support.ts'
import { listen } from './example.ts'
import { codec, control, executionWith } from './host.ts'
import { cardsTable, depositsTable, ledgerTable, person, type Stage } from './stage.ts'

/** Examples that a notify starts, each with what the sandbox does and sends. */
export function notifyExamples(stage: () => Stage): void {
  test('card status sync: the table follows', async () => {
    const { host, card, act, row } = stage()
    await listen(host, 'card-status-sync')
    await act('approve')
    await row(cardsTable, { userBankcardId: card.userBankcardId, status: 'TBA' })
  })

  test('forward: another receiver gets every notify as it came', async () => {
    const { host, card, recharge } = stage()
    await listen(host, 'forward-notify')
    await recharge('1500.00')
    const raw = await host.mailbox.letter('/notify', 'CARD_RECHARGE_RESULT')
    expect(codec.openNotify(raw).data).toMatchObject({ userBankcardId: Number(card.userBankcardId) })
  })

  test('spend ledger: a purchase becomes a row', async () => {
    const { host, card, act, row } = stage()
    await listen(host, 'spend-ledger')
    const { recordNo } = (await act('purchase', { amount: '12.50' })) as { recordNo: string }
    expect(await row(ledgerTable, { recordNo })).toMatchObject({ userBankcardId: card.userBankcardId })
  })

  test('relay verification code: the holder gets it, and n8n keeps nothing', async () => {
    const { host, act } = stage()
    const id = await listen(host, 'relay-verification-code')
    await act('verification-code')
    const letter = await host.mailbox.letter('/message', person.email)
    expect(JSON.parse(letter)).toEqual({ to: person.email, text: expect.stringMatching(/is \d{6}$/) as string })
    await until(async () => ((await host.n8n.api.executions(id)).length === 0 ? true : undefined), {
      what: 'That the execution goes',
      timeoutMs: 60_000,
    })
  })

  test('deposit monitor: what the API confirms is written down', async () => {
    const { host, card, row } = stage()
    await listen(host, 'deposit-monitor')
    const made = (await control(host, `/users/${card.uid}/deposit`, { amount: '83.00' })) as { orderNo: string }
    expect(await row(depositsTable, { orderNo: made.orderNo })).toMatchObject({ uid: card.uid, status: 'SUCCESS' })
  })

  test('fraud brake: a large purchase, confirmed by the API, freezes the card', async () => {
    const { host, card, act } = stage()
    const id = await listen(host, 'fraud-brake')
    await act('purchase', { amount: '600.00' })
    await host.mailbox.letter('/alert', `Card ${card.userBankcardId} was frozen`)
    const { output } = await executionWith(host, id, '"handled":true')
    expect(output.Confirm).toMatchObject([{ confirmation: 'confirmed' }])
    expect(await act('purchase', { amount: '1.00' })).toMatchObject({ respCode: '200008' })
    const frozen = { uid: card.uid, userBankcardId: Number(card.userBankcardId) }
    await host.client.bankcard.updateStatus({ ...frozen, enable: true })
  })
}

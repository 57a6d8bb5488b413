import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { until } from '../../e2e/support.ts'
import { hookOf, readExamples } from '../examples.ts'
import { listen, publishExample } from './example.ts'
import { codec, control, executionWith } from './host.ts'
import { post } from './post.ts'
import { cardsTable, depositsTable, ledgerTable, person, type Stage } from './stage.ts'

function ledgerExamples(stage: () => Stage): void {
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

  test('forward: it starts another workflow that has a trigger of its own', async () => {
    const { host, row } = stage()
    const ledger = await listen(host, 'spend-ledger')
    const example = (await readExamples()).get('forward-notify')
    const { address } = await publishExample(host, 'forward-notify', (text) =>
      text
        .replaceAll(`${host.mailbox.url}/notify`, ledger.address)
        .replaceAll(example ? hookOf(example) : '', randomUUID()),
    )
    const transaction = { recordNo: 'forwarded-1', localCurrencyAmt: '-1.00' }
    const data = { userBankcardId: 4711, transaction }
    await post(address, codec.sealNotify({ type: 'TRANSACTION_CREATED', uniqueNo: 'forwarded-1', data }))
    await row(ledgerTable, { recordNo: 'forwarded-1' })
  })

  test('deposit monitor: what the API confirms is written down', async () => {
    const { host, card, row } = stage()
    await listen(host, 'deposit-monitor')
    const made = (await control(host, `/users/${card.uid}/deposit`, { amount: '83.00' })) as { orderNo: string }
    expect(await row(depositsTable, { orderNo: made.orderNo })).toMatchObject({ uid: card.uid, status: 'SUCCESS' })
  })
}

function relayExamples(stage: () => Stage): void {
  test('relay verification code: the holder gets it, and n8n keeps nothing', async () => {
    const { host, act } = stage()
    const { id } = await listen(host, 'relay-verification-code')
    await act('verification-code')
    const letter = await host.mailbox.letter('/message', person.email)
    expect(JSON.parse(letter)).toEqual({ to: person.email, text: expect.stringMatching(/is \d{6}$/) as string })
    await until(async () => ((await host.n8n.api.executions(id)).length === 0 ? true : undefined), {
      what: 'That the execution goes',
      timeoutMs: 60_000,
    })
  })

  test('relay verification code: of a card nobody knows, a person is told, without the code', async () => {
    const { host } = stage()
    await listen(host, 'relay-verification-code')
    const set = { userBankcardId: 987654, code: '135790' }
    await control(host, '/notifies', { type: 'TRANSACTION_VERIFICATION_CODE', set })
    const letter = await host.mailbox.letter('/alert', 'card 987654')
    expect(letter).not.toContain('135790')
    expect(host.mailbox.at('/message').filter((message) => message.includes('135790'))).toEqual([])
  })
}

function brakeExamples(stage: () => Stage): void {
  test('fraud brake: a large recharge freezes nothing', async () => {
    const { host, card } = stage()
    const { id } = await listen(host, 'fraud-brake')
    const set = { userBankcardId: Number(card.userBankcardId), 'transaction.localCurrencyAmt': '900.00' }
    await control(host, '/notifies', { type: 'TRANSACTION_CREATED', set })
    const { output } = await executionWith(host, id, '"900.00"')
    expect(output['Mark Handled']).toMatchObject([{ handled: true }])
    expect(output.Confirm).toBeUndefined()
    expect(output['Freeze Card']).toBeUndefined()
  })

  test('fraud brake: a large purchase, confirmed by the API, freezes the card', async () => {
    const { host, card, act } = stage()
    const { id } = await listen(host, 'fraud-brake')
    await act('purchase', { amount: '600.00' })
    await host.mailbox.letter('/alert', `Card ${card.userBankcardId} was frozen`)
    const { output } = await executionWith(host, id, '"confirmation"')
    expect(output.Confirm).toMatchObject([{ confirmation: 'confirmed' }])
    expect(output['Mark Handled']).toMatchObject([{ handled: true }])
    expect(await act('purchase', { amount: '1.00' })).toMatchObject({ respCode: '200008' })
    const frozen = { uid: card.uid, userBankcardId: Number(card.userBankcardId) }
    await host.client.bankcard.updateStatus({ ...frozen, enable: true })
  })
}

/** Examples that a notify starts, each with what the sandbox does and sends. */
export function notifyExamples(stage: () => Stage): void {
  ledgerExamples(stage)
  relayExamples(stage)
  brakeExamples(stage)
}

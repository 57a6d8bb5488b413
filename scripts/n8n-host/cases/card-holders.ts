import type { Client } from '@asinx-pay/core/client'
import { post } from './post.ts'
import type { Subject } from './filled-forms.ts'

/** A simulated API and how to call it. */
export interface Api {
  client: Client
  /** Of the sandbox, without the path of the API. */
  url: string
}

const must = <T>(outcome: { state: string; result?: T }, what: string): T => {
  if (outcome.state !== 'done' || outcome.result === undefined) throw new Error(`The sandbox did not ${what}.`)
  return outcome.result
}

async function openCard(
  { client, url }: Api,
  uid: string,
): Promise<{ userBankcardId: number; requestOrderId: string }> {
  const { userBankcardId } = must(await client.bankcard.apply({ uid, bankcardId: 101 }), 'take the application')
  await post(`${url}/__sandbox/cards/${userBankcardId}/approve`, '{}')
  const recharge = await client.bankcard.recharge({ uid, userBankcardId, amount: '50.00' })
  const { requestOrderId = '' } = must(recharge, 'recharge the card')
  return { userBankcardId, requestOrderId }
}

/** A user with two cards that work and a deposit, and the name of somebody who is not yet one. */
export async function openSubject(api: Api, number: number): Promise<Subject> {
  const newcomer = (name: string): Pick<Subject, 'email' | 'mobileNumber'> => ({
    email: `${name}${number}@example.com`,
    mobileNumber: `55501${name.length}${number}`,
  })
  const person = { ...newcomer('lab'), mobilePrefix: '1' }
  const { uid } = must(await api.client.user.register(person), 'register the user')
  const spare = await openCard(api, uid)
  const card = await openCard(api, uid)
  await post(`${api.url}/__sandbox/users/${uid}/deposit`, JSON.stringify({ amount: '20.00', symbol: 'USDT' }))
  return { uid, ...card, spareCard: spare.userBankcardId, ...newcomer('newcomer') }
}

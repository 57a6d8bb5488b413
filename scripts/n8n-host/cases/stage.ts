import { until } from '../../e2e/support.ts'
import { rowsOf } from './example.ts'
import { control, type Host } from './host.ts'
import { post } from './post.ts'

export const cardsTable = 'ASINX PAY cards'
export const ledgerTable = 'ASINX PAY ledger'
export const depositsTable = 'ASINX PAY deposits'

export const person = { email: 'holder@example.com', mobileNumber: '5550199', mobilePrefix: '1', productId: 102 }

type Row = Record<string, unknown>

/** One card holder whom the examples are played with; the onboarding example has made them. */
export interface Stage {
  host: Host
  /** As the Data Table has it. */
  card: { uid: string; userBankcardId: string }
  /** Does something to the card from outside the API. */
  act(action: string, input?: object): Promise<unknown>
  recharge(amount: string): Promise<void>
  /** The first row of a Data Table that has these members, as soon as there is one. */
  row(table: string, part: Row): Promise<Row>
}

export async function openStage(host: Host): Promise<Stage> {
  const { text } = await post(`${host.n8n.url}/webhook/asinx-pay-new-card`, JSON.stringify(person))
  const { uid, userBankcardId } = JSON.parse(text) as Stage['card']
  const has =
    (part: Row) =>
    (row: Row): boolean =>
      Object.entries(part).every(([name, value]) => row[name] === value)
  return {
    host,
    card: { uid, userBankcardId },
    act: (action, input) => control(host, `/cards/${userBankcardId}/${action}`, input),
    async recharge(amount) {
      const card = { uid, userBankcardId: Number(userBankcardId) }
      const { reference } = await host.client.bankcard.recharge({ ...card, amount })
      await host.client.settle(reference, { deadlineMs: 60_000 })
    },
    row: (table, part) =>
      until(async () => (await rowsOf(host, table)).find(has(part)), {
        what: `A row of ${table} with ${JSON.stringify(part)}`,
        timeoutMs: 60_000,
      }),
  }
}

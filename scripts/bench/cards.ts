/** Whether a call of the sandbox costs the same with a hundred cards as with a hundred thousand. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { createClient, type Client } from '@asinx-pay/core/client'
import { createSandbox, demoCredentials, type Sandbox } from '@asinx-pay/sandbox'
import { workedMs, type Measured } from './measure.ts'

const sizes = [100, 10_000, 100_000]
const rounds = 5
const callsPerRound = 200
const virtualProduct = 101
const api = 'http://localhost/api-web'

interface World {
  sandbox: Sandbox
  client: Client
  uid: string
  /** A card that is approved and has money. */
  card: number
  cards: number
}

async function control(sandbox: Sandbox, path: string, input: object): Promise<void> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) }
  const answer = await sandbox.fetch(new Request(`http://localhost/__sandbox${path}`, init))
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} to ${path}.`)
}

async function addCard({ client, uid }: Pick<World, 'client' | 'uid'>): Promise<number> {
  const card = await client.bankcard.apply({ uid, bankcardId: virtualProduct })
  if (card.state !== 'done') throw new Error('The card was not applied for.')
  return card.result.userBankcardId
}

/** Cards made by the API itself; only the waiting for the disk is left out while they are. */
async function grow(world: World, cards: number): Promise<void> {
  world.sandbox.bank.store.run('PRAGMA synchronous = OFF')
  for (; world.cards < cards; world.cards++) await addCard(world)
  world.sandbox.bank.store.run('PRAGMA synchronous = FULL')
}

async function makeWorld(db: string): Promise<World> {
  const sandbox = createSandbox({ db })
  const client = createClient({
    ...demoCredentials,
    baseUrl: api,
    fetch: (input, init) => sandbox.fetch(new Request(input, init)),
  })
  await control(sandbox, '/merchant/top-up', { amount: '10000000' })
  const user = await client.user.register({ email: 'bench@example.com', mobilePrefix: '1', mobileNumber: '5550199' })
  if (user.state !== 'done') throw new Error('The user was not registered.')
  const { uid } = user.result
  const card = await addCard({ client, uid })
  await control(sandbox, `/cards/${card}/approve`, {})
  return { sandbox, client, uid, card, cards: 1 }
}

const calls: Record<string, (world: World) => Promise<unknown>> = {
  'bankcard.balance': ({ client, uid, card }) => client.bankcard.balance({ uid, userBankcardId: card }),
  'bankcard.cardInfo': ({ client, uid, card }) => client.bankcard.cardInfo({ uid, userBankcardId: card }),
  'bankcard.transactions': ({ client, uid, card }) => client.bankcard.transactions({ uid, userBankcardId: card }),
  'bankcard.recharge': ({ client, uid, card }) =>
    client.bankcard.recharge({ uid, userBankcardId: card, amount: '0.01' }),
}

async function perSecond(call: () => Promise<unknown>): Promise<number> {
  const begun = workedMs()
  for (let index = 0; index < callsPerRound; index++) await call()
  return (callsPerRound / (workedMs() - begun)) * 1000
}

export interface CardsRow {
  job: string
  /** The largest number of cards first, so that a ratio of 1 says that the cost is flat. */
  measured: Measured[]
}

/** Worlds of every size stand side by side, and their rounds take turns. */
export async function* cardRows(): AsyncGenerator<CardsRow> {
  const folder = await mkdtemp(`${tmpdir()}/asinx-bench-`)
  const worlds: World[] = []
  try {
    for (const size of sizes.toReversed()) {
      const world = await makeWorld(`${folder}/${size}.db`)
      worlds.push(world)
      await grow(world, size)
    }
    for (const [job, call] of Object.entries(calls)) {
      const measured = worlds.map(({ cards }) => ({ name: `${cards} cards`, perSecond: [] as number[] }))
      for (let round = 0; round <= rounds; round++)
        for (const [index, world] of worlds.entries()) {
          const figure = await perSecond(() => call(world))
          if (round > 0) measured[index]?.perSecond.push(figure)
        }
      yield { job, measured }
    }
  } finally {
    for (const { sandbox } of worlds) await sandbox.close()
    await rm(folder, { recursive: true, force: true })
  }
}

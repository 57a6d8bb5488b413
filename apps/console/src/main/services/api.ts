import { randomUUID } from 'node:crypto'
import {
  endpointOf,
  outgoing,
  redact,
  type EndpointKey,
  type Endpoint,
  type Input,
  type Endpoints,
  type Outcome,
} from '@asinx-pay/core'
import type { AuditFacts } from '../../shared/bridge.ts'
import type { Audit } from '../ports.ts'
import type { CardAsker } from './card-asker.ts'
import type { Clients } from './clients.ts'
import type { Directory } from './directory.ts'
import type { LiveGuard } from './live.ts'
import { observe } from './observe.ts'
import type { Profile } from './profiles.ts'
import { createOnceSender, type OnceSenderPorts, type Witness } from './send-once.ts'

/** Calls of the API: journalled where a repetition would do harm, and answered without secrets. */
export interface Api {
  call(profile: Profile, endpoint: EndpointKey, input: unknown): Promise<unknown>
  /** The same call with a witness, who is told of a `once` call when it leaves and when it ends, without secrets. */
  witnessed(profile: Profile, call: AskedCall, witness: Witness): Promise<unknown>
}

interface AskedCall {
  endpoint: EndpointKey
  input: unknown
}

export interface ApiPorts extends OnceSenderPorts {
  clients: Clients
  directory: Directory
  asker: CardAsker
  live: LiveGuard
  audit: Audit
}

type Card = { uid: string; userBankcardId: number }

const withoutSecrets = (row: Endpoint, result: unknown): unknown =>
  row.list ? (result as unknown[]).map((item) => redact(row.response, item)) : redact(row.response, result)

const withoutSecretsOf = (row: Endpoint, outcome: Outcome<unknown>): Outcome<unknown> =>
  outcome.state === 'done' ? { ...outcome, result: withoutSecrets(row, outcome.result) } : outcome

/** A lost call is found again by its tag, so one that can carry a tag never leaves without. */
function withTag(row: Endpoint, input: unknown): unknown {
  const canTag = row.effect === 'once' && row.request.tag !== undefined
  const { tag } = (input ?? {}) as { tag?: unknown }
  return canTag && (tag === undefined || tag === null)
    ? { ...(input as object), tag: `console-${randomUUID()}` }
    : input
}

/** A line for the audit trail: what was asked of the vendor, with nothing of the answer but how it ended. */
function callFacts(endpoint: EndpointKey, input: unknown, state: string): AuditFacts {
  const { uid, userBankcardId, amount } = (input ?? {}) as Record<string, string | number | undefined>
  return { endpoint, state, uid: uid ?? null, card: userBankcardId ?? null, amount: amount ?? null }
}

export function createApi(ports: ApiPorts): Api {
  const { clients, journal, directory, asker, background, live, audit } = ports
  const sendOnce = createOnceSender(ports)

  /** Asks anew for the card that a call changed, and for products nobody has asked for yet. */
  function freshen(profile: Profile, cardId: number, input: unknown): void {
    const { bankcardId } = input as { bankcardId?: number }
    background.start(`card ${profile.id} ${cardId}`, async () => {
      if (bankcardId !== undefined && !directory.knowsProduct(profile.id, bankcardId)) await asker.askProducts(profile)
      await asker.ask(profile, cardId)
    })
  }

  function keep(profile: Profile, call: { endpoint: EndpointKey; input: unknown }, result: unknown): void {
    const changed = observe(directory, { profileId: profile.id, ...call, result })
    if (changed !== undefined) freshen(profile, changed, call.input)
  }

  async function callOnce(
    profile: Profile,
    { endpoint, input: asked }: AskedCall,
    witness: Witness | undefined,
  ): Promise<unknown> {
    const row = endpointOf(endpoint)
    const input = withTag(row, asked)
    outgoing(endpoint, input)
    const { client } = await clients.of(profile)
    const spends = row.spends !== undefined
    if (spends) journal.refuseOpen(profile.id, (input as Card).userBankcardId)
    const balanceBefore = spends ? await asker.balance(profile, cardOf(input as Card)) : null
    const told = witness && { ...witness, ended: (end: Outcome<unknown>) => witness.ended(withoutSecretsOf(row, end)) }
    const sent = await sendOnce(client, profile, { endpoint, input, balanceBefore, witness: told })
    const outcome = withoutSecretsOf(row, sent)
    audit.note('call.sent', callFacts(endpoint, input, outcome.state))
    if (outcome.state === 'done') keep(profile, { endpoint, input }, outcome.result)
    return outcome
  }

  async function send(profile: Profile, call: AskedCall, witness?: Witness): Promise<unknown> {
    const { endpoint, input } = call
    const row = endpointOf(endpoint)
    live.require(profile, endpoint)
    if (row.effect === 'once') return callOnce(profile, call, witness)
    const { client } = await clients.of(profile)
    const answer = await client.call(endpoint, (input ?? {}) as Input<Endpoints[EndpointKey]>)
    if (row.effect !== 'read') audit.note('call.sent', callFacts(endpoint, input, 'done'))
    const result = withoutSecrets(row, answer)
    keep(profile, call, result)
    return result
  }

  return { call: (profile, endpoint, input) => send(profile, { endpoint, input }), witnessed: send }
}

const cardOf = ({ uid, userBankcardId }: Card): Card => ({ uid, userBankcardId })

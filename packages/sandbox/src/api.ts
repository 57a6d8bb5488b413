import { endpointKeyOfPath, endpointOf, responseCodes, type Endpoint, type ReplyContent } from '@asinx-pay/core'
import { setTimeout as sleep } from 'node:timers/promises'
import { admit, type ApiRequest, type Call, type Gate } from './admission.ts'
import { createCommitter, type Committer } from './committer.ts'
import { findUser, type Bank } from './bank.ts'
import type { FaultBook } from './faults/book.ts'
import { callFaults } from './faults/kinds.ts'
import type { CallFault, CallFaultOf } from './faults/plan.ts'
import { shapeReply, type Shapers } from './faults/reply.ts'
import { handlers, type Later } from './handlers.ts'
import type { Pending, PendingOutcome } from './pending.ts'
import { Refusal, refused, type RefusalCode } from './refusal.ts'
import type { UserRow } from './schema.ts'
import { writeValues } from './values.ts'
import { wireReply, type WireReply } from './wire-reply.ts'
import type { World } from './world.ts'

export interface Api extends Gate {
  bank: Bank
  faults: FaultBook
  shapers: Shapers
  committer: Committer
}

export function createApi(world: World, teach: Gate['teach']): Api {
  const { bank, codec, faults, shapers, scheduler } = world
  return {
    bank,
    codec,
    faults,
    shapers,
    teach,
    committer: createCommitter(bank.store, { before: () => scheduler.catchUp(), after: scheduler.wake }),
  }
}

interface AnyCaller {
  bank: Bank
  user: UserRow | undefined
  pending: Pending | undefined
}
type AnyHandler = (input: unknown, caller: AnyCaller) => unknown

function readUser(bank: Bank, row: Endpoint, uid: string | undefined): UserRow | undefined {
  if (row.scope !== 'user') return undefined
  if (!uid) throw refused('The uId header is missing.')
  const user = findUser(bank, uid)
  if (!user) throw refused('The user does not exist.')
  return user
}

const isLater = (answer: unknown): answer is Later => typeof answer === 'object' && answer !== null && 'later' in answer

function write(row: Endpoint, value: unknown): unknown {
  return Array.isArray(value)
    ? value.map((item) => writeValues(row.response, item as Record<string, unknown>))
    : writeValues(row.response, value as Record<string, unknown>)
}

const unknownYet = (result?: unknown): ReplyContent => ({
  success: false,
  code: 99997,
  message: responseCodes[99997].text,
  ...(result !== undefined && { result }),
})

function replyWith(row: Endpoint, answer: unknown): ReplyContent {
  if (isLater(answer)) return unknownYet(write(row, answer.later))
  return {
    success: true,
    code: 1,
    message: 'Successful!',
    ...(Object.keys(row.response).length > 0 && { result: write(row, answer) }),
    ...(Array.isArray(answer) && { total: answer.length }),
  }
}

const refusal = ({ code, message }: Refusal): ReplyContent => ({ success: false, code, message })

/** Does what a call asks for. @throws Refusal, after which nothing of it may stay */
function perform({ bank }: Api, call: Call, pending: Pending | undefined): ReplyContent {
  const row = endpointOf(call.key)
  const user = readUser(bank, row, call.uid)
  return replyWith(row, (handlers[call.key] as AnyHandler)(call.input, { bank, user, pending }))
}

/** A call under the fault that leaves it pending. Only what has an order of its own can be decided later. */
function performPending(api: Api, call: Call, fault: CallFaultOf<'pending'>): ReplyContent {
  const { outcome = 'SUCCESS', withNotify: notify = true, ms } = fault
  const hasOrder = endpointOf(call.key).settledBy?.order !== undefined
  if (!hasOrder && outcome !== 'SUCCESS') return unknownYet()
  const { result } = perform(api, call, { outcome: outcome as PendingOutcome, notify, delayMs: ms })
  return unknownYet(fault.withOrder === false ? undefined : result)
}

const isKind =
  <K extends CallFault['kind']>(kind: K) =>
  (fault: CallFault): fault is CallFaultOf<K> =>
    fault.kind === kind

function decide(api: Api, call: Call, faults: readonly CallFault[]): ReplyContent {
  const declined = faults.find(isKind('decline'))
  if (declined)
    return refusal(new Refusal((declined.code ?? 200) as RefusalCode, declined.message ?? 'The call is refused.'))
  if (faults.some(({ kind }) => callFaults[kind].change === 'none')) return { success: false, code: 200, message: '' }
  const pending = faults.find(isKind('pending'))
  const work = (): ReplyContent => (pending ? performPending(api, call, pending) : perform(api, call, undefined))
  try {
    // A read changes nothing that would have to be undone.
    return endpointOf(call.key).effect === 'read' ? work() : api.bank.store.attempt(work)
  } catch (error) {
    if (error instanceof Refusal) return refusal(error)
    throw error
  }
}

type Taken = { call: Call; faults: CallFault[] } | { refused: Refusal }

function takeIn(api: Api, request: ApiRequest): Taken {
  try {
    const call = admit(api, request)
    return { call, faults: api.faults.onCall(call.key, call) }
  } catch (error) {
    if (error instanceof Refusal) return { refused: error }
    throw error
  }
}

/** Answers a call that was let in, and writes down how. */
function finish(api: Api, { call, faults }: Extract<Taken, { call: Call }>): WireReply {
  const { key: endpoint, uid, card } = call
  const reply = decide(api, call, faults)
  const hits = faults.map(({ kind }) => kind)
  api.bank.events.add('call', { endpoint, code: reply.code, uid, card, ...(hits.length > 0 && { faults: hits }) })
  return shapeReply(api.shapers, faults, reply)
}

function refuse(api: Api, request: ApiRequest, refused: Refusal): WireReply {
  api.bank.events.add('call', { endpoint: endpointKeyOfPath(request.path), code: refused.code })
  return wireReply(api.codec.sealReply(refusal(refused)))
}

const latencyOf = (taken: Taken): number =>
  'call' in taken ? taken.faults.filter(isKind('latency')).reduce((sum, { ms }) => sum + ms, 0) : 0

const finishTaken = (api: Api, request: ApiRequest, taken: Taken): WireReply =>
  'call' in taken ? finish(api, taken) : refuse(api, request, taken.refused)

/** Whether a call of this path changes anything that must outlive a power cut. */
function isLasting(path: string): boolean {
  const key = endpointKeyOfPath(path)
  return key !== undefined && endpointOf(key).effect !== 'read'
}

/**
 * Answers one call of the API, sealed. Whatever it changed is on the disk before this resolves; HTTP is 200 unless
 * a fault says otherwise.
 */
export async function answer(api: Api, request: ApiRequest): Promise<WireReply> {
  const { committer } = api
  const lasting = isLasting(request.path)
  const taken = await committer.run(() => {
    const taken = takeIn(api, request)
    return latencyOf(taken) > 0 ? taken : finishTaken(api, request, taken)
  }, lasting)
  if ('status' in taken) return taken
  await sleep(latencyOf(taken))
  return committer.run(() => finishTaken(api, request, taken), lasting)
}

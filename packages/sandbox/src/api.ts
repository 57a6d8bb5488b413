import { endpointOf, responseCodes, type Endpoint, type ReplyContent } from '@asinx-pay/core'
import { setTimeout as sleep } from 'node:timers/promises'
import { admit, type ApiRequest, type Call, type Gate } from './admission.ts'
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

export interface Api extends Gate {
  bank: Bank
  faults: FaultBook
  shapers: Shapers
  /** Does what is due before a call is looked at. */
  catchUp(): void
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
  try {
    return api.bank.store.attempt(() => (pending ? performPending(api, call, pending) : perform(api, call, undefined)))
  } catch (error) {
    if (error instanceof Refusal) return refusal(error)
    throw error
  }
}

function takeIn(api: Api, request: ApiRequest): { call: Call; faults: CallFault[] } | { refused: Refusal } {
  try {
    const call = admit(api, request)
    return { call, faults: api.faults.onCall(call.key, call) }
  } catch (error) {
    if (error instanceof Refusal) return { refused: error }
    throw error
  }
}

/**
 * Answers one call of the API, sealed. Whatever it changed is on the disk before this resolves; HTTP is 200 unless
 * a fault says otherwise.
 */
export async function answer(api: Api, request: ApiRequest): Promise<WireReply> {
  const { store } = api.bank
  api.catchUp()
  const taken = store.transaction(() => takeIn(api, request))
  if ('refused' in taken) return wireReply(api.codec.sealReply(refusal(taken.refused)))
  const { call, faults } = taken
  const waitMs = faults.filter(isKind('latency')).reduce((sum, { ms }) => sum + ms, 0)
  if (waitMs > 0) {
    await sleep(waitMs)
    api.catchUp()
  }
  return store.transaction(() => shapeReply(api.shapers, faults, decide(api, call, faults)))
}

import {
  check,
  endpointKeyOfPath,
  endpointOf,
  isAsinxError,
  responseCodes,
  type Endpoint,
  type EndpointKey,
  type ReplyContent,
} from '@asinx-pay/core'
import type { Codec } from '@asinx-pay/core/wire'
import { findUser, type Bank } from './bank.ts'
import { handlers, type Later } from './handlers.ts'
import { badFields, Refusal, refused } from './refusal.ts'
import type { UserRow } from './schema.ts'
import { readRequest, writeValues } from './values.ts'

/** A request of the API as it arrived. */
export interface ApiRequest {
  /** Without the base path, such as `/bankcard/recharge`. */
  path: string
  appId: string
  sign: string
  uid: string | undefined
  body: string
}

export interface Api {
  bank: Bank
  codec: Codec
  /** Names the stage in which a wrong signature differs; absent, all failures look alike. */
  teach?: ((request: ApiRequest) => string) | undefined
}

type AnyHandler = (input: unknown, caller: { bank: Bank; user: UserRow | undefined }) => unknown

const wrongSignature = 'The signature is wrong.'

function readBody({ codec, teach }: Api, request: ApiRequest): Record<string, unknown> {
  if (request.appId !== codec.appId) throw refused(teach ? 'The appId is not known here.' : wrongSignature)
  let body: unknown
  try {
    body = codec.openRequest(request)
  } catch (error) {
    if (!isAsinxError(error)) throw error
    if (error.code === 'invalid_input') throw badFields(error.message)
    throw refused(teach ? `The signature is wrong, ${teach(request)}.` : wrongSignature)
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badFields('the body must be an object')
  return body as Record<string, unknown>
}

function readUser({ bank }: Api, row: Endpoint, uid: string | undefined): UserRow | undefined {
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

function reply(row: Endpoint, answer: unknown): ReplyContent {
  if (isLater(answer))
    return { success: false, code: 99997, message: responseCodes[99997].text, result: write(row, answer.later) }
  return {
    success: true,
    code: 1,
    message: 'Successful!',
    ...(Object.keys(row.response).length > 0 && { result: write(row, answer) }),
    ...(Array.isArray(answer) && { total: answer.length }),
  }
}

function perform(api: Api, key: EndpointKey, request: ApiRequest): ReplyContent {
  const row = endpointOf(key)
  const input = readRequest(row.request, readBody(api, request))
  const problems = check(row.request, input)
  if (problems.length > 0) throw badFields(problems.map(({ path, message }) => `${path} ${message}`).join('; '))
  const user = readUser(api, row, request.uid)
  return reply(row, (handlers[key] as AnyHandler)(input, { bank: api.bank, user }))
}

/** Answers one call of the API, sealed; whatever it changed is on the disk before it returns. HTTP is always 200. */
export function answer(api: Api, request: ApiRequest): string {
  const key = endpointKeyOfPath(request.path)
  try {
    if (key === undefined) throw refused('There is no such endpoint.')
    return api.codec.sealReply(api.bank.store.transaction(() => perform(api, key, request)))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return api.codec.sealReply({ success: false, code: error.code, message: error.message })
  }
}

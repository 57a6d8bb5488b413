import { check, endpointKeyOfPath, endpointOf, isAsinxError, type EndpointKey } from '@asinx-pay/core'
import type { Codec } from '@asinx-pay/core/wire'
import { badFields, refused } from './refusal.ts'
import { readRequest } from './values.ts'

/** A request of the API as it arrived. */
export interface ApiRequest {
  /** Without the base path, such as `/bankcard/recharge`. */
  path: string
  appId: string
  sign: string
  uid: string | undefined
  body: string
}

/** A call whose signature and fields are right. */
export interface Call {
  key: EndpointKey
  input: Record<string, unknown>
  uid: string | undefined
  /** The card it names. */
  card: number | undefined
}

export interface Gate {
  codec: Codec
  /** Names the stage in which a wrong signature differs; absent, all failures look alike. */
  teach?: ((request: ApiRequest) => string) | undefined
}

const wrongSignature = 'The signature is wrong.'

function readBody({ codec, teach }: Gate, request: ApiRequest): Record<string, unknown> {
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

/** Lets a request in whose signature and fields are right. @throws Refusal */
export function admit(gate: Gate, request: ApiRequest): Call {
  const key = endpointKeyOfPath(request.path)
  if (key === undefined) throw refused('There is no such endpoint.')
  const fields = endpointOf(key).request
  const input = readRequest(fields, readBody(gate, request))
  const problems = check(fields, input)
  if (problems.length > 0) throw badFields(problems.map(({ path, message }) => `${path} ${message}`).join('; '))
  const { userBankcardId } = input
  return { key, input, uid: request.uid, card: typeof userBankcardId === 'number' ? userBankcardId : undefined }
}

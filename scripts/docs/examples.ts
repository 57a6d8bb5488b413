/** Examples made of the rows: a caller's input, the call over HTTP with its real signature, and sealed answers. */
import {
  encode,
  endpointOf,
  notifyRowOf,
  uidField,
  type EndpointKey,
  type Field,
  type Fields,
  type NotifyType,
} from '@asinx-pay/core'
import { createCodec } from '@asinx-pay/core/wire'
import { demoCredentials } from '@asinx-pay/sandbox'

/** The published demo credentials, so that every signature in the pages can be computed again by anybody. */
const codec = createCodec(demoCredentials)

/** A value a reader could pass for a field. */
function exampleOf(field: Field): unknown {
  if (field.kind === 'group') return exampleInput(field.fields)
  if (field.kind === 'list') return [exampleInput(field.item)]
  if (field.example !== undefined) return field.example
  return field.kind === 'image'
    ? 'data:image/png;base64,iVBORw0KGgo='
    : Object.keys('options' in field ? field.options : {})[0]
}

/** An input with the required fields, or with all when none is. */
export function exampleInput(fields: Fields): Record<string, unknown> {
  const required = Object.entries(fields).filter(([, field]) => !field.optional)
  const shown = required.length > 0 ? required : Object.entries(fields)
  return Object.fromEntries(shown.map(([name, field]) => [name, exampleOf(field)]))
}

/** A result or notify with every field that has an example. */
export function exampleResult(fields: Fields): Record<string, unknown> {
  const value = (field: Field): unknown =>
    field.kind === 'group'
      ? exampleResult(field.fields)
      : field.kind === 'list'
        ? [exampleResult(field.item)]
        : exampleOf(field)
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, value(field)]))
}

/** What a caller of the client passes. */
export function clientInput(key: EndpointKey): Record<string, unknown> {
  const row = endpointOf(key)
  return { ...(row.scope === 'user' && { uid: uidField.example }), ...exampleInput(row.request) }
}

export interface HttpExample {
  headers: Record<string, string>
  body: string
}

/** The call as it travels, signed with the demo credentials. */
export function httpExample(key: EndpointKey): HttpExample {
  const row = endpointOf(key)
  const { body, sign } = codec.sign(row.path, encode(row.request, exampleInput(row.request)))
  const headers = {
    'content-type': 'application/json;charset=UTF-8',
    appId: codec.appId,
    ...(row.scope === 'user' && { uId: uidField.example }),
    sign,
  }
  return { headers, body }
}

/** A successful reply as it travels. */
export function exampleReply(key: EndpointKey): unknown {
  const row = endpointOf(key)
  const value = exampleResult(row.response)
  const result = Object.keys(row.response).length === 0 ? undefined : row.list ? [value] : value
  return JSON.parse(
    codec.sealReply({ success: true, code: 1, message: 'Successful!', ...(result !== undefined && { result }) }),
  )
}

/** A notify as it travels. */
export const exampleNotify = (type: NotifyType): unknown =>
  JSON.parse(
    codec.sealNotify({
      type,
      uniqueNo: 'webhook2308051723450123456789',
      data: exampleResult(notifyRowOf(type).fields),
    }),
  )

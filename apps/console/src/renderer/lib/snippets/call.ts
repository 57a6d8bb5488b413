import {
  canonicalJson,
  encode,
  endpointOf,
  redact,
  inputFields,
  redacted,
  type EndpointKey,
  type Field,
  type Fields,
} from '@asinx-pay/core'

/** A call as it is written down for somebody else. */
export interface SnippetCall {
  endpoint: EndpointKey
  /** With `uid` on user endpoints. Secrets are left out, whether they were masked before or not. */
  input: Record<string, unknown>
  baseUrl: string
  appId: string
}

/** What stands in the text where a secret goes, such as `YOUR_PIN`. */
const placeholder = (name: string): string => `YOUR_${name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()}`

function fill(field: Field | undefined, name: string, value: unknown): unknown {
  if (value === redacted) return placeholder(name)
  if (field?.kind === 'group') return fillAll(field.fields, value as Record<string, unknown>)
  if (field?.kind === 'list') return (value as Record<string, unknown>[]).map((item) => fillAll(field.item, item))
  return value
}

const fillAll = (fields: Fields, values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fill(fields[name], name, value)]))

/** The input with a placeholder for every secret; members that no row describes are dropped. */
export function shownInput({ endpoint, input }: SnippetCall): Record<string, unknown> {
  const fields = inputFields(endpointOf(endpoint))
  return fillAll(fields, redact(fields, input))
}

/** The user, and the body exactly as it would be signed. */
export function shownRequest(call: SnippetCall): { path: string; body: string; uid?: string } {
  const { path, request, scope } = endpointOf(call.endpoint)
  const { uid, ...rest } = shownInput(call)
  const members = scope === 'user' ? rest : { ...rest, ...(uid !== undefined && { uid }) }
  const body = canonicalJson(encode(request, members))
  return { path, body, ...(scope === 'user' && { uid: String(uid ?? 'YOUR_UID') }) }
}

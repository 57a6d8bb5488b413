import { endpointOf, inputFields, type Field, type Fields } from '@asinx-pay/core'
import { shownInput, type SnippetCall } from './call.ts'

/** How the n8n node names what holds optional fields, and the inside of a group. */
const optionals = 'additionalFields'
const entry = 'value'

function parameter(field: Field | undefined, value: unknown): unknown {
  if (field?.kind === 'group') return { [entry]: parametersOf(field.fields, value as Record<string, unknown>) }
  if (field?.kind === 'list')
    return { [entry]: (value as Record<string, unknown>[]).map((item) => parametersOf(field.item, item)) }
  return value
}

const parametersOf = (fields: Fields, values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, parameter(fields[name], value)]))

const isOptional = (field: Field | undefined): boolean => field?.optional === true && field.requiredWhen === undefined

/** A node to paste on the canvas of n8n; its credential is chosen there. */
export function n8nOf(call: SnippetCall): string {
  const fields = inputFields(endpointOf(call.endpoint))
  const [resource, operation] = call.endpoint.split('.')
  const all = Object.entries(parametersOf(fields, shownInput(call)))
  const required = all.filter(([name]) => !isOptional(fields[name]))
  const optional = all.filter(([name]) => isOptional(fields[name]))
  const node = {
    id: crypto.randomUUID(),
    name: endpointOf(call.endpoint).title,
    type: 'n8n-nodes-asinx-pay.asinxPay',
    typeVersion: 1,
    position: [0, 0],
    parameters: {
      resource,
      operation,
      ...Object.fromEntries(required),
      ...(optional.length > 0 && { [optionals]: Object.fromEntries(optional) }),
    },
  }
  return JSON.stringify({ nodes: [node], connections: {} }, null, 2)
}

import type { Field, Fields } from '@asinx-pay/core'

/** A JSON Schema of the 2020-12 draft, as OpenAPI 3.1 takes it. */
export type Schema = { readonly [keyword: string]: unknown }

/** Which way the values go: requests hold to what the rows allow, replies and notifies may bring other values. */
export type Way = 'request' | 'reply'

const money = (way: Way): Schema => ({
  type: way === 'request' ? 'number' : ['number', 'string'],
  description: 'Exact decimal; read it as text, never as a binary float.',
})

function choiceSchema(options: readonly string[], open: boolean): Schema {
  return open ? { anyOf: [{ enum: options }, { type: 'string' }] } : { enum: options }
}

function kindSchema(field: Field, way: Way): Schema {
  switch (field.kind) {
    case 'text':
      return { type: 'string', ...(way === 'request' && field.pattern && { pattern: `^(?:${field.pattern})$` }) }
    case 'integer':
      return { type: 'integer' }
    case 'instant':
      return { type: 'integer', format: 'int64' }
    case 'money':
    case 'rate':
      return money(way)
    case 'flag':
      return { type: 'boolean' }
    case 'date':
      return { type: 'string', format: 'date' }
    case 'image':
      return { type: 'string', pattern: '^data:image/[a-z+.-]+;base64,' }
    case 'choice':
      return choiceSchema(Object.keys(field.options), way === 'reply' || field.open === true)
    case 'group':
      return objectSchema(field.fields, way)
    case 'list':
      return { type: 'array', items: objectSchema(field.item, way) }
  }
}

/** Decimals in requests are JSON numbers whose digits a plain example would lose; the example of the body shows them. */
const exampleOf = (field: Field, way: Way): unknown =>
  way === 'request' && (field.kind === 'money' || field.kind === 'rate') ? undefined : field.example

function fieldSchema(field: Field, way: Way): Schema {
  const example = exampleOf(field, way)
  const { description, ...kind } = kindSchema(field, way)
  return {
    title: field.label,
    description: typeof description === 'string' ? `${field.doc} ${description}` : field.doc,
    ...kind,
    ...(example !== undefined && { examples: [example] }),
    ...(field.secret && { 'x-secret': true }),
    ...(field.source && { 'x-source': field.source }),
  }
}

/** What a field demands of others: required after all when another has a value. */
const conditions = (fields: Fields): Schema[] =>
  Object.entries(fields).flatMap(([name, { requiredWhen }]) =>
    requiredWhen
      ? [
          {
            anyOf: [
              { required: [name] },
              {
                not: {
                  required: [requiredWhen.field],
                  properties: { [requiredWhen.field]: { const: requiredWhen.is } },
                },
              },
            ],
          },
        ]
      : [],
  )

/** The object a set of fields describes. */
export function objectSchema(fields: Fields, way: Way): Schema {
  const required = Object.entries(fields)
    .filter(([, field]) => !field.optional)
    .map(([name]) => name)
  const allOf = conditions(fields)
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldSchema(field, way)])),
    ...(required.length > 0 && { required }),
    ...(allOf.length > 0 && { allOf }),
  }
}

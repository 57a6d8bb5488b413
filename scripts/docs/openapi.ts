/** The API as OpenAPI 3.1, derived from the rows: signed calls as paths, the five notifies as webhooks. */
import {
  endpointGroups,
  endpointKeys,
  endpointOf,
  notifyRowOf,
  notifyTypes,
  responseCodes,
  uidField,
  type Endpoint,
  type EndpointKey,
  type NotifyType,
} from '@asinx-pay/core'
import { exampleReply, exampleNotify, exampleResult, httpExample } from './examples.ts'
import { objectSchema, type Schema } from './json-schema.ts'

const json = (schema: Schema, example: unknown): Schema => ({ 'application/json': { schema, example } })
const schemaOf = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })

/** Ciphertext in hex, and what is in it once it is opened. */
const sealed = (schema: Schema): Schema => ({
  type: 'string',
  description: 'Hex of AES-128-ECB over base64 over the UTF-8 JSON that contentSchema describes.',
  contentMediaType: 'application/json',
  contentSchema: schema,
})

const envelope = (row: Endpoint, key: EndpointKey): Schema => ({
  allOf: [schemaOf('Reply')],
  ...(Object.keys(row.response).length > 0 && {
    properties: {
      result: sealed(row.list ? { type: 'array', items: schemaOf(`${key}.result`) } : schemaOf(`${key}.result`)),
    },
  }),
})

function operation(key: EndpointKey): Schema {
  const row = endpointOf(key)
  const { body } = httpExample(key)
  return {
    operationId: key,
    tags: [endpointGroups[key.split('.')[0] as keyof typeof endpointGroups]],
    summary: row.title,
    description: [row.doc, row.deprecated && `Deprecated. ${row.deprecated}`, row.assumed && `Assumed: ${row.assumed}`]
      .filter(Boolean)
      .join('\n\n'),
    ...(row.deprecated && { deprecated: true }),
    'x-effect': row.effect,
    'x-source': row.source,
    ...(row.paged && { 'x-paged': true }),
    ...(row.settledBy && { 'x-settled-by': row.settledBy }),
    ...(row.scope === 'user' && { parameters: [{ $ref: '#/components/parameters/uId' }] }),
    requestBody: { required: true, content: json(schemaOf(`${key}.request`), JSON.parse(body)) },
    responses: {
      200: {
        description: 'Every answer of the API, whether it worked or not: look at `success` and `code`.',
        content: json(envelope(row, key), exampleReply(key)),
      },
    },
  }
}

function webhook(type: NotifyType): Schema {
  const row = notifyRowOf(type)
  const schema = {
    type: 'object',
    properties: {
      appId: { type: 'string' },
      type: { const: type },
      uniqueNo: { type: 'string', description: 'Number of the delivery; repeats may come under another one.' },
      result: sealed(schemaOf(type)),
    },
    required: ['appId', 'type', 'uniqueNo', 'result'],
  }
  return {
    post: {
      operationId: `notify.${type}`,
      tags: ['Notifies'],
      summary: row.title,
      description: `${row.doc}\n\nNothing in the scheme proves who sent it: confirm it by asking the API.`,
      requestBody: { required: true, content: json(schema, exampleNotify(type)) },
      responses: { 200: { description: 'Received. What the vendor expects as an answer is not documented.' } },
      security: [],
    },
  }
}

const reply: Schema = {
  type: 'object',
  description: 'Nothing proves that an envelope is genuine; only `result` is encrypted.',
  properties: {
    success: { type: 'boolean' },
    code: {
      type: 'integer',
      description: Object.entries(responseCodes)
        .map(([code, { text }]) => `${code}: ${text}`)
        .join('\n\n'),
    },
    message: { type: 'string' },
    total: { type: 'integer', description: 'Size of the list; whether of the page or of all is not documented.' },
    result: { type: ['string', 'null'] },
  },
  required: ['success', 'code'],
}

const header = (name: string, description: string): Schema => ({ type: 'apiKey', in: 'header', name, description })

const components = (): Schema => ({
  securitySchemes: {
    appId: header('appId', 'The merchant.'),
    sign: header('sign', 'Lower-case hex MD5 of the hex ciphertext of path and canonical JSON body.'),
  },
  parameters: {
    uId: { name: 'uId', in: 'header', required: true, description: uidField.doc, schema: { type: 'string' } },
  },
  schemas: {
    Reply: reply,
    ...Object.fromEntries(
      endpointKeys.flatMap((key) => {
        const row = endpointOf(key)
        const request = [`${key}.request`, objectSchema(row.request, 'request')]
        if (Object.keys(row.response).length === 0) return [request]
        const result = { ...objectSchema(row.response, 'reply'), examples: [exampleResult(row.response)] }
        return [request, [`${key}.result`, result]]
      }),
    ),
    ...Object.fromEntries(notifyTypes.map((type) => [type, objectSchema(notifyRowOf(type).fields, 'reply')])),
  },
})

/** The whole description as plain data. */
export const openapi = (): Schema => ({
  openapi: '3.1.0',
  info: {
    title: 'ASINX PAY',
    version: '1.0.0',
    summary: 'The card-issuing API, described from the rows of @asinx-pay/core. Independent work, not the vendor’s.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [
    { url: 'https://test.asinx.io/api-web', description: "The vendor's test system." },
    { url: 'http://127.0.0.1:4010/api-web', description: 'The sandbox on this machine.' },
  ],
  security: [{ appId: [], sign: [] }],
  tags: [...Object.values(endpointGroups), 'Notifies'].map((name) => ({ name })),
  paths: Object.fromEntries(endpointKeys.map((key) => [endpointOf(key).path, { post: operation(key) }])),
  webhooks: Object.fromEntries(notifyTypes.map((type) => [type, webhook(type)])),
  components: components(),
})

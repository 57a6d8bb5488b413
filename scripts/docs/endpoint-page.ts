import {
  endpointOf,
  errorAdvice,
  inputFields,
  type AsinxErrorCode,
  type Effect,
  type Endpoint,
  type EndpointKey,
  type Source,
} from '@asinx-pay/core'
import { clientInput, exampleResult, httpExample } from './examples.ts'
import { fieldTable, literal } from './fields.ts'
import { code, fence, link, page, table } from './markdown.ts'

const effects: Record<Effect, string> = {
  read: 'changes nothing; the client repeats it when an answer is lost.',
  repeatable: 'may be repeated without harm; the client repeats it when an answer is lost.',
  single: 'submits or creates something without moving money; the client sends it one time.',
  once: 'creates a user or card, or moves money; the client sends it one time and answers with how it ended.',
}

const sources: Record<Source, string> = {
  published: "the vendor's published document",
  demo: "the vendor's demo code or Chinese README only",
  assumed: 'our assumption',
}

const thrownByAll: readonly AsinxErrorCode[] = ['invalid_input', 'not_sent', 'aborted']
/** What a call throws beyond that, by effect; a `once` call throws nothing that leaves doubt. */
const thrown: Record<Effect, readonly AsinxErrorCode[]> = {
  read: ['declined', 'unreachable', 'unreadable_reply'],
  repeatable: ['declined', 'delivery_unknown', 'superseded'],
  single: ['declined', 'delivery_unknown'],
  once: [],
}
const thrownByPayments: readonly AsinxErrorCode[] = ['limit_exceeded', 'outcome_open']

function facts(key: EndpointKey, row: Endpoint): string {
  const scope = row.scope === 'user' ? '`user`: acts for one user, named by `uid` (header `uId`)' : '`merchant`'
  return table(
    ['', ''],
    [
      ['Path', `${code(`POST ${row.path}`)}`],
      ['Scope', scope],
      ['Effect', `${code(row.effect)}: ${effects[row.effect]}`],
      ...(row.spends ? [['Spends', `${code(row.spends)}: limits of the client apply to it`]] : []),
      ...(row.paged ? [['Paged', 'a page shorter than asked for is the last; `total` does not tell']] : []),
      ['n8n', `resource ${code(key.split('.')[0] ?? '')}, operation ${code(row.title)}`],
      ['Source', sources[row.source]],
      ...(row.assumed ? [['Assumed', row.assumed]] : []),
    ],
  )
}

function settling(row: Endpoint): string | undefined {
  const rules = row.settledBy
  if (!rules) return undefined
  const endpoint = (key: string): string => link(code(key), key)
  const proof = rules.card?.status
    ? `is ${rules.card.status.map(code).join(', ')}`
    : `carries the ${code(rules.tag ?? 'tag')} that was sent`
  const ways = [
    rules.order && `- ${endpoint(rules.order)} with the \`requestOrderId\` of the answer.`,
    rules.card && `- ${endpoint(rules.card.endpoint)} when the card ${proof}.`,
    rules.notify && `- A ${link(code(rules.notify), rules.notify)} notify hints at it; it needs confirming.`,
    `- A person looks at: ${rules.evidence}`,
  ]
  return `## What settles an unknown outcome\n\nNever another send of the same call.\n\n${ways.filter(Boolean).join('\n')}`
}

function typescriptExample(key: EndpointKey, row: Endpoint): string {
  const values = clientInput(key)
  const call = `await client.${key}(${Object.keys(values).length === 0 ? '' : literal(values)})`
  if (row.effect !== 'once') return fence('ts', Object.keys(row.response).length > 0 ? `const result = ${call}` : call)
  return fence(
    'ts',
    `const outcome = ${call}
if (outcome.state === 'done') console.log(outcome.result)
else if (outcome.state === 'declined') console.log(outcome.code, outcome.message)
else await client.settle(outcome.reference, { deadlineMs: 60_000 })`,
  )
}

const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

function httpCall(key: EndpointKey, row: Endpoint): string {
  const { headers, body } = httpExample(key)
  const lines = [
    `curl http://127.0.0.1:4010/api-web${row.path}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${shellQuoted(`${name}: ${value}`)}`),
    `-d ${shellQuoted(body)}`,
  ]
  return fence('sh', lines.join(' \\\n  '))
}

function resultExample(row: Endpoint): string | undefined {
  if (Object.keys(row.response).length === 0) return undefined
  const value = exampleResult(row.response)
  return `As the client gives it:\n\n${fence('json', JSON.stringify(row.list ? [value] : value, undefined, 2))}`
}

function errors(row: Endpoint): string {
  const codes = [...thrownByAll, ...thrown[row.effect], ...(row.spends ? thrownByPayments : [])]
  const once = 'What has reached the API is answered with an outcome; what is thrown never reached it.'
  return [
    '## Errors',
    row.effect === 'once' ? once : 'Each is an `AsinxError` with this `code`.',
    table(
      ['Code', 'What to do'],
      codes.map((each) => [code(each), errorAdvice[each]]),
    ),
    `The vendor's own codes are in ${link('codes', 'codes')}.`,
  ].join('\n\n')
}

export const endpointPage = (key: EndpointKey): string => {
  const row = endpointOf(key)
  const fields = inputFields(row)
  return page([
    `# ${row.title}`,
    code(key),
    row.deprecated && `> Deprecated. ${row.deprecated}`,
    row.doc,
    facts(key, row),
    '## Request',
    Object.keys(fields).length > 0 ? fieldTable(fields, row.source) : 'No fields; the body is `{}`.',
    '## Result',
    row.list && 'A list; each entry has:',
    Object.keys(row.response).length > 0 ? fieldTable(row.response, row.source) : 'None.',
    resultExample(row),
    settling(row),
    '## Example',
    typescriptExample(key, row),
    "The same over HTTP, signed with the vendor's published demo credentials:",
    httpCall(key, row),
    errors(row),
  ])
}

import {
  authTypes,
  cardNatures,
  cardNetworks,
  cardStatuses,
  endpointGroups,
  endpointKeys,
  endpointOf,
  errorAdvice,
  idCountries,
  idTypes,
  inputFields,
  notifyRowOf,
  notifyTypes,
  orderStatuses,
  rechargeStatuses,
  responseCodes,
  transactionResponseCodes,
  transactionStatuses,
  transactionTypes,
  uidField,
  type Effect,
  type Endpoint,
  type EndpointKey,
  type NotifyType,
  type Option,
  type Source,
} from '@asinx-pay/core'
import { exampleInput, fieldTable, literal } from './fields.ts'
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

function facts(key: EndpointKey, row: Endpoint): string {
  const spends = row.spends && `\n- **Spends** ${code(row.spends)}: limits of the client apply to it.`
  const paging = row.paged ? '\n- **Paged**: a page shorter than asked for is the last; `total` does not tell.' : ''
  return `- **Path** ${code(row.path)}
- **Scope** ${row.scope === 'user' ? '`user`: acts for one user, named by `uid` (header `uId`).' : '`merchant`.'}
- **Effect** ${code(row.effect)}: ${effects[row.effect]}${spends ?? ''}${paging}
- **n8n** resource ${code(key.split('.')[0] ?? '')}, operation ${code(row.title)}
- **Source** ${sources[row.source]}.`
}

function settling(row: Endpoint): string | undefined {
  const rules = row.settledBy
  if (!rules) return undefined
  const endpoint = (key: string): string => link(code(key), key)
  const ways = [
    rules.order && `- ${endpoint(rules.order)} with the \`requestOrderId\` of the answer.`,
    rules.card &&
      `- ${endpoint(rules.card.endpoint)} when the card ${rules.card.status ? `is ${rules.card.status.map(code).join(', ')}` : 'carries the tag that was sent'}.`,
    rules.notify && `- A ${link(code(rules.notify), rules.notify)} notify hints at it; it needs confirming.`,
    `- A person looks at: ${rules.evidence}`,
  ]
  return `## What settles an unknown outcome\n\nNever another send of the same call.\n\n${ways.filter(Boolean).join('\n')}`
}

function example(key: EndpointKey, row: Endpoint): string {
  const values = { ...(row.scope === 'user' && { uid: uidField.example }), ...exampleInput(row.request) }
  const input = Object.keys(values).length === 0 ? '' : literal(values)
  const call = `await client.${key}(${input})`
  if (row.effect !== 'once') return fence('ts', Object.keys(row.response).length > 0 ? `const result = ${call}` : call)
  return fence(
    'ts',
    `const outcome = ${call}
if (outcome.state === 'done') console.log(outcome.result)
else if (outcome.state === 'declined') console.log(outcome.code, outcome.message)
else await client.settle(outcome.reference, { deadlineMs: 60_000 })`,
  )
}

const endpointPage = (key: EndpointKey): string => {
  const row = endpointOf(key)
  const fields = inputFields(row)
  return page([
    `# ${row.title}`,
    code(key),
    row.deprecated && `> Deprecated. ${row.deprecated}`,
    row.doc,
    facts(key, row),
    row.assumed && `Assumed: ${row.assumed}`,
    '## Request',
    Object.keys(fields).length > 0 ? fieldTable(fields, row.source) : 'No fields; the body is `{}`.',
    '## Result',
    row.list && 'A list; each entry has:',
    Object.keys(row.response).length > 0 ? fieldTable(row.response, row.source) : 'None.',
    settling(row),
    '## Example',
    example(key, row),
  ])
}

const notifyPage = (type: NotifyType): string => {
  const row = notifyRowOf(type)
  return page([
    `# ${row.title}`,
    code(type),
    row.doc,
    `The vendor says: "${row.text}"`,
    'Opened strictly; fields that are not required may be absent, and unknown ones are kept. Nothing in the scheme proves who sent it.',
    '## Content',
    fieldTable(row.fields),
  ])
}

type Coded = Option & { advice?: string; passport?: boolean; nationalId?: boolean }

const yes = (value: boolean | undefined): string => (value === undefined ? '' : value ? 'yes' : 'no')

const codeTable = (title: string, options: Readonly<Record<string, Coded>>): string =>
  `## ${title}\n\n${table(
    ['Code', 'Meaning', 'Cards', 'Passport', 'National ID', 'What to do'],
    Object.entries(options).map(([key, option]) => [
      code(key),
      option.text,
      option.nature?.toLowerCase() ?? '',
      yes(option.passport),
      yes(option.nationalId),
      option.advice ?? '',
    ]),
  )}`

const codesPage = (): string =>
  page([
    '# Codes',
    "The vendor's codes in its own words. All are open: other values may come, and are kept.",
    codeTable('Response codes', responseCodes),
    codeTable('Card statuses', cardStatuses),
    codeTable('Order statuses', orderStatuses),
    codeTable('Recharge and deposit statuses', rechargeStatuses),
    codeTable('Transaction statuses', transactionStatuses),
    codeTable('Transaction types', transactionTypes),
    codeTable('Authorisation types', authTypes),
    codeTable('Transaction response codes', transactionResponseCodes),
    codeTable('Card natures', cardNatures),
    codeTable('Card networks', cardNetworks),
    codeTable('ID types', idTypes),
    codeTable('ID countries', idCountries),
    `## Errors of the client\n\n${table(
      ['Code', 'What to do'],
      Object.entries(errorAdvice).map(([key, advice]) => [code(key), advice]),
    )}`,
  ])

const group = (key: EndpointKey): string => endpointGroups[key.split('.')[0] as keyof typeof endpointGroups]

const indexPage = (): string =>
  page([
    '# API',
    `${endpointKeys.length} endpoints and ${notifyTypes.length} notifies, generated from the rows in \`packages/core/src\`. See also ${link('codes', 'codes')}.`,
    '## Endpoints',
    table(
      ['Group', 'Endpoint', 'Title', 'Effect', 'Scope', 'Source'],
      endpointKeys.map((key) => {
        const row = endpointOf(key)
        const title = row.deprecated ? `${row.title} (deprecated)` : row.title
        return [group(key), link(code(key), key), title, row.effect, row.scope, row.source]
      }),
    ),
    '## Notifies',
    table(
      ['Type', 'Title', 'About'],
      notifyTypes.map((type) => [link(code(type), type), notifyRowOf(type).title, notifyRowOf(type).doc]),
    ),
  ])

/** Every page of the API documentation, by file name. */
export const pages = (): Map<string, string> =>
  new Map([
    ['README.md', indexPage()],
    ['codes.md', codesPage()],
    ...endpointKeys.map((key): [string, string] => [`${key}.md`, endpointPage(key)]),
    ...notifyTypes.map((type): [string, string] => [`${type}.md`, notifyPage(type)]),
  ])

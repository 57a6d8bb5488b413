import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  authTypes,
  cardStatuses,
  idCountries,
  idTypes,
  responseCodes,
  transactionResponseCodes,
  transactionStatuses,
  transactionTypes,
} from '../src/codes.ts'
import { endpointKeys, endpointOf, type EndpointKey } from '../src/endpoints/index.ts'
import { canonicalJson } from '../src/json.ts'
import { notifyRowOf, notifyTypes } from '../src/notifies.ts'
import { createCodec } from '../src/wire.ts'
import { readMarkdown, readRendering } from './seeds/blocks.ts'
import { differences, type Rows } from './seeds/differences.ts'
import { unlinked } from './seeds/field-differences.ts'
import { outlineOf, type Outline, type Table } from './seeds/outline.ts'
import { readSample } from './seeds/sample.ts'
import { losses, slips, wrongDescriptions } from './seeds/slips.ts'

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}.txt`, import.meta.url), 'utf8')
const texts = { document: fixture('document'), rendering: fixture('document-rendered') }
const outlines: Record<keyof typeof texts, Outline> = {
  document: outlineOf(readMarkdown(texts.document)),
  rendering: outlineOf(readRendering(texts.rendering, losses), { bracketsLost: true }),
}
const names = ['document', 'rendering'] as const

/** The order in which the documents describe things. */
const order: readonly EndpointKey[] = [
  'user.register',
  'user.setProfession',
  'kyc.gateway',
  'user.usdRechargeInfo',
  'bankcard.templateList',
  'bankcard.apply',
  'bankcard.recharge',
  'bankcard.setPin',
  'bankcard.balance',
  'bankcard.cardInfo',
  'bankcard.transactions',
  'account.asset',
  'account.userRechargeList',
  'merchant.asset',
  'merchant.rechargeList',
]
const codes = {
  responseCodes,
  idTypes,
  idCountries,
  cardStatuses,
  transactionStatuses,
  authTypes,
  transactionTypes,
  transactionResponseCodes,
}
const rows: Rows = {
  endpoints: order.map((key) => [key, endpointOf(key)]),
  notifies: notifyTypes.map((type) => [type, notifyRowOf(type)]),
  codes: Object.entries(codes),
}
const allowed = (name: (typeof names)[number]): string[] => slips[name].map(({ difference }) => difference).sort()

describe('the documents and the rows', () => {
  test('every endpoint marked published is in the documents, in the order above', () => {
    const published = endpointKeys.filter((key) => endpointOf(key).source === 'published')
    expect([...order].sort()).toEqual(published.sort())
  })

  test.each(names)('%s: no table and no sample is left unread', (name) => {
    const { read, endpoints, notifies, codes, introduction } = outlines[name]
    const lines = texts[name].split('\n')
    const rules = lines.filter((line) => /^\|[\s:|-]+$/.test(line)).length
    const fences = lines.filter((line) => line.trim().startsWith('```')).length / 2
    const headers = lines.filter((line) => /^(field|type|code|status) \| (description|country) \|/.test(line)).length
    expect(read.tables).toBe(name === 'document' ? rules : headers)
    expect(read.tables).toBe(38)
    expect(read.samples).toBe(name === 'document' ? fences : 36)
    expect(read.samples).toBe(name === 'document' ? 48 : 36)
    const parts = endpoints.flatMap((part) => [part.requestTable, part.resultTable])
    const tables = [...parts, ...notifies.map(({ table }) => table), ...codes, outlines[name].notifyTypes]
    expect(tables.filter(Boolean)).toHaveLength(38)
    const samples = endpoints.flatMap((part) => [part.requestSample, part.replySample, part.resultSample])
    const rest = [...samples, ...notifies.map(({ sample }) => sample), outlines[name].notifyEnvelope, ...introduction]
    expect(rest.filter((sample) => sample !== undefined)).toHaveLength(read.samples)
  })

  test.each(names)('%s: they differ in the listed slips only', (name) => {
    expect(differences(rows, outlines[name]).sort()).toEqual(allowed(name))
  })

  test('the lines that lost cells are in the rendering', () => {
    expect(losses.filter(({ shows }) => !texts.rendering.split('\n').includes(shows))).toEqual([])
  })

  test.each(wrongDescriptions)('$part: the wrong description of $says.0 is still there', ({ part, says }) => {
    const { endpoints, notifies } = outlines.document
    const index = order.indexOf(part as EndpointKey)
    const table = index < 0 ? notifies[notifyTypes.indexOf(part as never)]?.table : endpoints[index]?.resultTable
    expect(table?.rows.map((cells) => cells.map(unlinked))).toContainEqual([...says])
  })

  test('both documents have the same tables, apart from links, spaces and the slips', () => {
    const plain = (table: Table | undefined): string[] =>
      (table?.rows ?? []).map((cells) =>
        cells
          .map(unlinked)
          .join(' ')
          .replace(/[（）\s]+/g, ' ')
          .replace(/[()]/g, ' '),
      )
    const squeeze = (lines: string[]): string[] => lines.map((line) => line.replace(/\s+/g, ' ').trim())
    const all = ({ endpoints, notifies, codes, notifyTypes: types }: Outline): string[] =>
      [
        ...endpoints.flatMap((part) => [part.requestTable, part.resultTable]),
        types,
        ...notifies.map(({ table }) => table),
        ...codes,
      ].flatMap((table) => squeeze(plain(table)))
    const [inDocument, inRendering] = [all(outlines.document), all(outlines.rendering)]
    expect(inDocument.filter((line) => !inRendering.includes(line))).toEqual(['1 SUCCESS'])
    expect(inRendering.filter((line) => !inDocument.includes(line))).toEqual([])
  })
})

describe('samples of the scheme', () => {
  const demo = createCodec({ appId: 'app_447770', appSecret: 'b635dd5c87f7bf73387929203321b1e1' })
  const legacy = createCodec({ appId: 'app_447770', appSecret: '123456', scheme: 'legacy' })

  test('the introduction signs as the codec does', () => {
    const all = outlines.document.introduction.join('\n')
    const assigned = (name: string): string => new RegExp(`${name} = '([^\\n]*)'`).exec(all)?.[1] ?? ''
    const [unsorted, sorted] = outlines.document.introduction.slice(1, 3).map(readSample)
    const { body, sign } = demo.sign('/user/register', unsorted)
    expect(canonicalJson(sorted)).toBe(body)
    expect(assigned('dataJson')).toBe(body)
    expect(assigned('originString')).toBe(`/user/register${body}`)
    expect(Buffer.from(assigned('base64String'), 'base64').toString('utf8')).toBe(assigned('originString'))
    expect(assigned('signature')).toBe(sign)
    expect(all).toContain(`"sign", "${legacy.sign('/user/register', unsorted).sign}"`)
    expect(texts.rendering).toContain(assigned('aes128String'))
  })

  test.each(names)('%s: every sealed sample opens with the demo secret or, in the earlier scheme, 123456', (name) => {
    const { introduction, endpoints, notifyEnvelope } = outlines[name]
    const structures = introduction.filter((text) => text.includes('"result":')).map(readSample)
    const replies = [...structures, ...endpoints.map((part) => part.replySample), notifyEnvelope]
    const sealed = replies.flatMap((reply) => {
      const result = (reply as { result?: unknown } | undefined)?.result
      return typeof result === 'string' ? [result] : []
    })
    const opened = sealed.map((text) => (/^[0-9a-f]+$/.test(text) ? demo : legacy).openResult(text))
    expect(opened).toHaveLength(5)
    expect(opened.every((value) => typeof value === 'object')).toBe(true)
  })
})

describe('the comparison itself', () => {
  const alterEndpoint = (key: EndpointKey, change: (row: never) => object): Rows => ({
    ...rows,
    endpoints: rows.endpoints.map(([each, row]) => [each, each === key ? { ...row, ...change(row as never) } : row]),
  })
  const alterCode = (name: keyof typeof codes, change: (table: never) => object): Rows => ({
    ...rows,
    codes: rows.codes.map(([each, table]) => [each, (each === name ? change(table as never) : table) as typeof table]),
  })
  type Any = { request: Record<string, object>; response: Record<string, object> } & Record<string, object>
  const without = (fields: Record<string, object>, name: string): object =>
    Object.fromEntries(Object.entries(fields).filter(([each]) => each !== name))
  const cases: [what: string, rows: Rows, reports: string][] = [
    ['a path', alterEndpoint('bankcard.apply', () => ({ path: '/bankcard/applied' })), 'bankcard.apply path'],
    ['a scope', alterEndpoint('bankcard.apply', () => ({ scope: 'merchant' })), 'bankcard.apply uId'],
    ['a list', alterEndpoint('bankcard.balance', () => ({ list: true })), 'bankcard.balance list'],
    ['paging', alterEndpoint('merchant.rechargeList', () => ({ paged: false })), 'merchant.rechargeList paged'],
    ['an obsolete mark', alterEndpoint('user.setProfession', () => ({ deprecated: undefined })), 'obsolete'],
    [
      'a dropped request field',
      alterEndpoint('user.register', ({ request }: Any) => ({ request: without(request, 'email') })),
      'user.register request.email: document has it',
    ],
    [
      'a renamed request field',
      alterEndpoint('user.register', ({ request }: Any) => ({
        request: { ...without(request, 'email'), mail: request.email },
      })),
      'user.register request.mail: row has it',
    ],
    [
      'required made optional',
      alterEndpoint('bankcard.setPin', ({ request }: Any) => ({
        request: { ...request, pin: { ...request.pin, optional: true } },
      })),
      'bankcard.setPin request.pin: document required, row optional',
    ],
    [
      'optional made required',
      alterEndpoint('bankcard.apply', ({ request }: Any) => ({
        request: { ...request, tag: { ...request.tag, optional: undefined } },
      })),
      'bankcard.apply request.tag: document optional, row required',
    ],
    [
      'a type',
      alterEndpoint('bankcard.setPin', ({ request }: Any) => ({
        request: { ...request, userBankcardId: { ...request.userBankcardId, kind: 'text' } },
      })),
      'bankcard.setPin request.userBankcardId: document Number, row text',
    ],
    [
      'a format',
      alterEndpoint('bankcard.setPin', ({ request }: Any) => ({
        request: { ...request, pin: { ...request.pin, pattern: '\\d{4}' } },
      })),
      'six digits',
    ],
    [
      'a dropped response field',
      alterEndpoint('bankcard.templateList', ({ response }: Any) => ({ response: without(response, 'recommend') })),
      'bankcard.templateList result.recommend: sample has it',
    ],
    [
      'an invented response field',
      alterEndpoint('merchant.asset', ({ response }: Any) => ({ response: { ...response, extra: { kind: 'text' } } })),
      'merchant.asset result.extra: row has it',
    ],
    [
      'a response type',
      alterEndpoint('merchant.asset', ({ response }: Any) => ({
        response: { ...response, currency: { kind: 'money' } },
      })),
      'merchant.asset result.currency: sample is not money',
    ],
    [
      'a text',
      alterCode('cardStatuses', (table: Any) => ({ ...table, TBA: { text: 'Ready' } })),
      'cardStatuses TBA text',
    ],
    [
      'a dropped code',
      alterCode('transactionTypes', (table: Any) => without(table, 'topup')),
      'transactionTypes topup',
    ],
    [
      'an invented code',
      alterCode('authTypes', (table: Any) => ({ ...table, ONLINE: { text: 'online' } })),
      'authTypes ONLINE: row has it',
    ],
    [
      'a nature',
      alterCode('transactionStatuses', (table: Any) => ({ ...table, posted: { text: 'Done', nature: 'VIRTUAL' } })),
      'transactionStatuses posted nature',
    ],
    [
      'a country',
      alterCode('idCountries', (table: Any) => ({ ...table, JP: { ...table.JP, nationalId: true } })),
      'idCountries JP national ID',
    ],
    [
      'a notify text',
      { ...rows, notifies: rows.notifies.map(([type, row]) => [type, { ...row, text: 'something' }]) },
      'notify TRANSACTION_CREATED text',
    ],
    [
      'a dropped notify field',
      {
        ...rows,
        notifies: rows.notifies.map(([type, row]) => [
          type,
          { ...row, fields: without(row.fields, 'createAt') as never },
        ]),
      },
      'COIN_RECHARGE_RESULT.createAt: document has it',
    ],
  ]

  test.each(cases)('reports %s', (_what, altered, reports) => {
    const found = differences(altered, outlines.document).filter((line) => !allowed('document').includes(line))
    expect(found.join('\n')).toContain(reports)
  })
})

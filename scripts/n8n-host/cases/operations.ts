import { endpointKeys, endpointOf, inputFields, type Effect, type EndpointKey } from '@asinx-pay/core'
import type { Fault } from '@asinx-pay/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningN8n } from '../start.ts'
import { filledNode, itemOf, type FilledItem } from './filled-forms.ts'
import { openLab, type Ended, type Lab, type LabNode } from './lab.ts'
import { faultCases, isMade, type FaultCase } from './operation-faults.ts'
import { otherNodes } from './other-operations.ts'

const keysOf = (...effects: Effect[]): EndpointKey[] =>
  endpointKeys.filter((key) => effects.includes(endpointOf(key).effect))
const onceKeys = keysOf('once')
const singleKeys = keysOf('single')
const otherKeys = keysOf('read', 'repeatable', 'single')

const toErrorOutput = { onError: 'continueErrorOutput' }
const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 }
/** Workflows that run side by side, so that what waits in one holds no other up. */
const sideBySide = 4

/** What of the sandbox's books a `once` call adds to. */
interface Books {
  users: unknown[]
  cards: unknown[]
  orders: { kind: string }[]
  problems: string[]
}
const countIn: Record<string, (books: Books) => number> = {
  'user.register': ({ users }) => users.length,
  'bankcard.apply': ({ cards }) => cards.length,
  'bankcard.recharge': ({ orders }) => orders.filter(({ kind }) => kind === 'RECHARGE').length,
  'bankcard.close': ({ orders }) => orders.filter(({ kind }) => kind === 'CLOSE').length,
}

/** Kinds whose values stand in the node, where a person chooses among good ones. */
const chosen = new Set(['choice', 'image'])

/** A field that must be filled in, and what is wrong in it. */
function mistakeOf(key: EndpointKey): [name: string, value: unknown, label: string] | undefined {
  const fields = Object.entries(inputFields(endpointOf(key)))
  const [name, field] = fields.findLast(([, { optional, kind }]) => !optional && !chosen.has(kind)) ?? []
  return name === undefined || field === undefined ? undefined : [name, field.kind === 'text' ? '' : 'x', field.label]
}

interface Bench {
  lab: Lab
  /** The sandbox as it was before the first case. */
  restore(): void
  run(keys: EndpointKey[], setup: { items: object[]; settings: object; options?: object | undefined }): Promise<Ended>
  books(): Promise<Books>
}

async function openBench(n8n: RunningN8n): Promise<Bench> {
  const lab = await openLab(n8n)
  const [subject] = lab.subjects
  const begun = lab.sandbox.snapshot()
  return {
    lab,
    restore: () => lab.sandbox.restore(begun),
    run(keys, { items, ...setup }) {
      const nodes = keys.map((key) => filledNode(key, { subject, ...setup }))
      return lab.run({ items, nodes, links: { 'When Started': [keys] } })
    },
    async books() {
      const state = await lab.sandbox.fetch(new Request('http://localhost/__sandbox/state'))
      return (await state.json()) as Books
    },
  }
}

const chunksOf = <T>(list: T[], count: number): T[][] =>
  Array.from({ length: count }, (_, index) => list.filter((_member, at) => at % count === index))

const errorsOf = (ended: Ended, key: string): { json: Record<string, unknown>; pairedItem?: object }[] =>
  ended.runs(key)[0]?.[1] ?? []

/** Each operation that the editor offers, by `resource.operation`. */
async function offeredBy({ url, api }: RunningN8n): Promise<string[]> {
  interface Property {
    name: string
    options?: { value: string }[]
    displayOptions?: { show?: { resource?: string[] } }
  }
  const response = await fetch(`${url}/types/nodes.json`, { headers: api.headers })
  const types = (await response.json()) as { name: string; properties: Property[] }[]
  const node = types.find(({ name }) => name === 'n8n-nodes-asinx-pay.asinxPay')
  const lists = (node?.properties ?? []).filter(({ name }) => name === 'operation')
  const all = lists.flatMap(({ options = [], displayOptions }) =>
    options.map(({ value }) => `${value === 'customCall' ? value : displayOptions?.show?.resource?.[0]}.${value}`),
  )
  return [...new Set(all)].sort()
}

function successCases(n8n: () => RunningN8n, bench: () => Bench): void {
  describe('succeeds', () => {
    let ended: Ended
    let calls: (endpoint: string) => number
    let nodes: LabNode[]

    beforeAll(async () => {
      const { lab } = bench()
      const [subject] = lab.subjects
      nodes = [...endpointKeys.map((key) => filledNode(key, { subject })), ...otherNodes(subject)]
      const links = { 'When Started': [nodes.map(({ name }) => name)] }
      calls = await lab.countingAll([], async () => {
        ended = await lab.run({ items: [itemOf(subject)], nodes, links })
      })
    })

    test('all that the editor offers is run', async () => {
      expect(nodes.map(({ name }) => name).sort()).toEqual(await offeredBy(n8n()))
      expect(ended).toMatchObject({ status: 'success', error: '' })
      expect(bench().lab.sandbox.audit()).toEqual([])
    })

    test('the fields that come out are known before anything has run', async () => {
      const { url, api } = n8n()
      const schemaOf = async (path: string): Promise<unknown> =>
        (await fetch(`${url}/schemas/n8n-nodes-asinx-pay.${path}.json`, { headers: api.headers })).json()
      for (const key of await offeredBy(n8n()))
        expect(await schemaOf(`asinxPay/1.0.0/${key.replace('.', '/')}`), key).toMatchObject({ properties: {} })
      const trigger = { properties: { authentic: { type: 'boolean' }, digest: { type: 'string' } } }
      expect(await schemaOf('asinxPayTrigger/1.0.0')).toMatchObject(trigger)
    })

    test.each(endpointKeys)('%s', (key) => {
      const row = endpointOf(key)
      const output = ended.output(key)
      expect(output.length).toBeGreaterThan(0)
      const results = row.effect === 'once' ? output.map(({ result }) => result as object) : output
      if (row.effect === 'once') expect(output).toMatchObject([{ outcome: 'done', decidedBy: 'reply' }])
      for (const result of results) {
        const names = Object.keys(result)
        if (Object.keys(row.response).length === 0) expect(result).toEqual({ success: true })
        else expect(Object.keys(row.response)).toEqual(expect.arrayContaining(names))
      }
      expect(calls(key)).toBeGreaterThan(0)
    })

    test('notify.open, notify.confirm, notify.markHandled, customCall.customCall', () => {
      expect(ended.output('notify.open')).toMatchObject([{ type: 'CARD_STATUS_CHANGE', authentic: false }])
      expect(ended.output('notify.confirm')).toMatchObject([{ authentic: false, confirmation: 'confirmed' }])
      expect(ended.output('notify.markHandled')).toMatchObject([{ handled: true }])
      expect(ended.output('customCall.customCall')).toMatchObject([{ outcome: 'done' }])
    })
  })
}

function mistakeCases(bench: () => Bench): void {
  test('bad input of one item sends nothing for it, names field and item, and the others come out', async () => {
    bench().restore()
    const keys = endpointKeys.filter(mistakeOf)
    const [good, bad] = bench().lab.subjects.map(itemOf) as [FilledItem, FilledItem]
    for (const key of keys) {
      const [name, value] = mistakeOf(key) ?? []
      bad[key][String(name)] = value
    }
    let ended: Ended | undefined
    const calls = await bench().lab.countingAll([], async () => {
      ended = await bench().run(keys, { items: [good, bad], settings: toErrorOutput })
    })
    for (const key of keys) {
      const [, , label] = mistakeOf(key) ?? []
      const [failed, ...more] = errorsOf(ended as Ended, key)
      expect(more, key).toEqual([])
      expect(String(failed?.json.error), key).toMatch(new RegExp(`^${label} .*\\[item 1]$`))
      expect(failed, key).toMatchObject({ json: { details: { code: 'invalid_input' } }, pairedItem: { item: 1 } })
      expect(ended?.output(key).length, key).toBeGreaterThan(0)
      // A recharge reads the balance of its card before it leaves.
      expect(calls(key), key).toBe(key === 'bankcard.balance' ? 2 : 1)
    }
    const without = endpointKeys.filter((key) => !mistakeOf(key))
    expect(without.filter((key) => endpointOf(key).scope === 'user')).toEqual([])
  })
}

const planOf = ({ fault }: FaultCase, keys: EndpointKey[]): Fault[] =>
  keys.map((call) => ({ ...fault, call }) as unknown as Fault)

function onceCases(bench: () => Bench): void {
  const continuing = ['continueErrorOutput', 'continueRegularOutput']
  const both = faultCases.flatMap((each) => continuing.map((onError) => ({ ...each, onError })))

  test.each(both)('$name with Retry On Fail and $onError: what is sent once stays so', async (each) => {
    bench().restore()
    const { lab, run, books } = bench()
    const items = lab.subjects.map(itemOf)
    const before = await books()
    let ended: Ended | undefined
    const settings = { ...retrying, onError: each.onError }
    const keys = [...onceKeys, ...singleKeys]
    const calls = await lab.countingAll(planOf(each, keys), async () => {
      ended = await run(keys, { items, settings, options: each.options })
    })
    const after = await books()
    expect(after.problems).toEqual([])
    for (const key of keys) expect(calls(key), key).toBe(items.length)
    for (const key of onceKeys) {
      expect(ended?.runs(key), key).toHaveLength(1)
      const put = ended?.runs(key)[0]?.[0] ?? []
      const expected = { ...each.outcome, reference: { endpoint: key } }
      expect(put, key).toMatchObject(items.map((_, item) => ({ json: expected, pairedItem: { item } })))
      expect(errorsOf(ended as Ended, key), key).toEqual([])
      const added = (countIn[key]?.(after) ?? NaN) - (countIn[key]?.(before) ?? NaN)
      expect(added, key).toBe(isMade(each) ? items.length : 0)
    }
  })
}

function otherCases(bench: () => Bench): void {
  test.each(faultCases)('$name: other operations fail with the item named', async (each) => {
    bench().restore()
    const { lab, run } = bench()
    const items = lab.subjects.map(itemOf)
    const setup = { items, settings: toErrorOutput, options: each.options }
    const ended = new Map<EndpointKey, Ended>()
    const calls = await lab.countingAll(planOf(each, otherKeys), async () => {
      const runs = chunksOf(otherKeys, sideBySide).map(async (keys) => {
        const end = await run(keys, setup)
        for (const key of keys) ended.set(key, end)
      })
      await Promise.all(runs)
    })
    for (const key of otherKeys) {
      const { title, effect } = endpointOf(key)
      const failed = errorsOf(ended.get(key) as Ended, key)
      const details = each.details[effect as keyof FaultCase['details']]
      expect(failed, key).toMatchObject(items.map((_, item) => ({ json: { details }, pairedItem: { item } })))
      for (const [index, { json }] of failed.entries()) {
        expect(json.error).toMatch(new RegExp(`^${title.replace(/[()]/g, '\\$&')}.*\\[item ${index}]$`))
        expect(JSON.stringify([json.error, json.details])).not.toContain(key)
      }
      expect(calls(key), key).toBe(items.length * (effect === 'single' ? 1 : each.tries))
    }
  })
}

/** Every operation in n8n, and what becomes of it whatever the API does. */
export function operationCases(n8n: () => RunningN8n): void {
  describe('every operation', () => {
    let opened: Bench
    const bench = (): Bench => opened

    beforeAll(async () => {
      opened = await openBench(n8n())
    })
    afterAll(() => opened?.lab.close())

    successCases(n8n, bench)
    mistakeCases(bench)
    onceCases(bench)
    otherCases(bench)
  })
}

import type { ParseArgsOptionsConfig } from 'node:util'
import { readDuration, readPairs, readPlanFile, readTime } from './input.ts'

/** A request to a control endpoint. */
export interface ControlRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** After `/__sandbox`. */
  path: string
  body?: unknown
}

export interface Given {
  /** What stands without a name, in order. */
  words: readonly string[]
  options: Readonly<Record<string, string | boolean | string[] | undefined>>
}

/** A command for a sandbox that is running: what it takes, and the request it is. */
export interface Command {
  usage: string
  doc: string
  options: ParseArgsOptionsConfig
  request(given: Given): ControlRequest
}

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const many = { type: 'string', multiple: true } as const

function word({ words }: Given, what: string): string {
  const [first] = words
  if (first === undefined) throw new Error(`Say ${what}.`)
  return encodeURIComponent(first)
}
const post = (path: string, body?: object): ControlRequest => ({ method: 'POST', path, body })
const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const asList = (value: unknown): string[] | undefined => (Array.isArray(value) ? (value as string[]) : undefined)

function changeFaults({ words: [file], options }: Given): ControlRequest {
  if (options.clear) return { method: 'DELETE', path: '/faults' }
  if (options.kinds) return { method: 'GET', path: '/faults/kinds' }
  return file === undefined
    ? { method: 'GET', path: '/faults' }
    : { method: 'PUT', path: '/faults', body: readPlanFile('faults', file) }
}

function changeClock({ options }: Given): ControlRequest {
  const { set, advance, freeze, resume } = options
  if (typeof set === 'string') return post('/clock/set', { at: readTime('--set', set) })
  if (typeof advance === 'string') return post('/clock/advance', { ms: readDuration('--advance', advance) })
  if (freeze) return post('/clock/freeze')
  return resume ? post('/clock/resume') : { method: 'GET', path: '/clock' }
}

function showEvents({ options }: Given): ControlRequest {
  const query = new URLSearchParams({ format: 'text' })
  for (const name of ['after', 'limit', 'kind']) if (typeof options[name] === 'string') query.set(name, options[name])
  return { method: 'GET', path: `/events?${query}` }
}

function triggerNotify(given: Given): ControlRequest {
  const { card, url, set } = given.options
  return post('/notifies', {
    type: decodeURIComponent(word(given, 'which type of notify: trigger TYPE')),
    card: asText(card),
    urls: asList(url),
    set: readPairs('--set', asList(set) ?? []),
  })
}

export const commands: Readonly<Record<string, Command>> = {
  trigger: {
    usage: 'trigger TYPE [--url URL …] [--card ID] [--set name=value …]',
    doc: 'send a notify made of what the sandbox has, or made up',
    options: { url: many, card: text, set: many },
    request: triggerNotify,
  },
  faults: {
    usage: 'faults [FILE] [--clear] [--kinds]',
    doc: 'show, replace or clear the fault plan',
    options: { clear: flag, kinds: flag },
    request: changeFaults,
  },
  clock: {
    usage: 'clock [--set TIME] [--advance 2h] [--freeze] [--resume]',
    doc: 'show or move the clock',
    options: { set: text, advance: text, freeze: flag, resume: flag },
    request: changeClock,
  },
  approve: {
    usage: 'approve CARD',
    doc: 'approve an application',
    options: {},
    request: (given) => post(`/cards/${word(given, 'which card: approve CARD')}/approve`),
  },
  reject: {
    usage: 'reject CARD [--reason TEXT]',
    doc: 'reject an application',
    options: { reason: text },
    request: (given) =>
      post(`/cards/${word(given, 'which card: reject CARD')}/reject`, { reason: given.options.reason }),
  },
  settle: {
    usage: 'settle ORDER [--failed]',
    doc: 'decide a recharge or close that is open',
    options: { failed: flag },
    request: (given) =>
      post(`/orders/${word(given, 'which order: settle ORDER')}/settle`, {
        status: given.options.failed ? 'FAILED' : 'SUCCESS',
      }),
  },
  events: {
    usage: 'events [--after N] [--limit N] [--kind KIND]',
    doc: 'print the event log',
    options: { after: text, limit: text, kind: text },
    request: showEvents,
  },
  audit: {
    usage: 'audit',
    doc: 'check that the books add up',
    options: {},
    request: () => ({ method: 'GET', path: '/audit' }),
  },
  snapshot: { usage: 'snapshot', doc: 'keep the whole state', options: {}, request: () => post('/snapshots') },
  restore: {
    usage: 'restore ID',
    doc: 'go back to a kept state',
    options: {},
    request: (given) => post(`/snapshots/${word(given, 'which snapshot: restore ID')}/restore`),
  },
  reset: { usage: 'reset', doc: 'begin anew', options: {}, request: () => post('/reset') },
}

const widest = Math.max(...Object.values(commands).map(({ usage }) => usage.length))

/** What can be told to a sandbox that is running. */
export const commandHelp = `For a sandbox that is running (--sandbox URL, default http://127.0.0.1:4010):

${Object.values(commands)
  .map(({ usage, doc }) => `  ${usage.padEnd(widest)}  ${doc}`)
  .join('\n')}

trigger works without one as well: give --url, and --app-id and --app-secret where they are not the demo's.`

import {
  check,
  endpointKeys,
  notifyTypes,
  type EndpointKey,
  type Field,
  type Fields,
  type NotifyType,
  type Option,
  type Values,
} from '@asinx-pay/core'
import { refused } from '../refusal.ts'
import { callFaults, notifyFaults, type CallFaultName, type FaultKind, type NotifyFaultName } from './kinds.ts'

/** How many faults a plan may have. */
export const maxFaults = 200
/** Longest wait a fault may ask for, in milliseconds: ten minutes. */
const maxFaultMs = 600_000
const maxCopies = 20

/** Everything a fault can be aimed with; without any of it, every call or notify of its kind is hit. */
const aim = {
  nth: { kind: 'integer', label: 'Nth', doc: 'Hits only the nth that matches.', example: 3, optional: true },
  every: { kind: 'integer', label: 'Every', doc: 'Hits each nth that matches.', example: 5, optional: true },
  times: { kind: 'integer', label: 'Times', doc: 'Hits at most so often.', example: 2, optional: true },
  card: { kind: 'integer', label: 'Card', doc: 'Only for this userBankcardId.', example: 101, optional: true },
  uid: { kind: 'text', label: 'User', doc: 'Only for this user.', example: 'hgwoxhlpzvav6m2l', optional: true },
} as const satisfies Fields

type Aim = Values<typeof aim>
type Variant<Kinds extends Record<string, FaultKind>> = {
  [K in keyof Kinds & string]: { kind: K } & Values<Kinds[K]['fields']>
}[keyof Kinds & string]

/** A fault of a call; `*` means every endpoint. */
export type CallFault = { call: EndpointKey | '*' } & Aim & Variant<typeof callFaults>
/** A fault of a notify; `*` means every type. */
export type NotifyFault = { notify: NotifyType | '*' } & Aim & Variant<typeof notifyFaults>
/** One entry of a fault plan. */
export type Fault = CallFault | NotifyFault

export type CallFaultOf<K extends CallFaultName> = Extract<CallFault, { kind: K }>
export type NotifyFaultOf<K extends NotifyFaultName> = Extract<NotifyFault, { kind: K }>

const choice = (label: string, names: readonly string[]): Field => ({
  kind: 'choice',
  label,
  doc: `${label} to aim at, or * for all.`,
  options: Object.fromEntries(['*', ...names].map((name): [string, Option] => [name, { text: name }])),
})

/** The two sides a fault can be on: the member that names its target, the targets, and the kinds. */
const sides = {
  call: { target: choice('Endpoint', endpointKeys), kinds: callFaults as Record<string, FaultKind> },
  notify: { target: choice('Notify', notifyTypes), kinds: notifyFaults as Record<string, FaultKind> },
} as const
export type Side = keyof typeof sides

/** Every member of a fault of this kind but the kind itself; undefined for a kind that is none. */
export function faultFields(side: Side, kind: string): Fields | undefined {
  const { target, kinds } = sides[side]
  return Object.hasOwn(kinds, kind) ? { [side]: target, ...kinds[kind]?.fields, ...aim } : undefined
}

const limits: Readonly<Record<string, readonly [least: number, most: number]>> = {
  ms: [1, maxFaultMs],
  copies: [1, maxCopies],
  status: [500, 599],
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const sideOf = (fault: object): Side => ('call' in fault ? 'call' : 'notify')
/** The text by which faults of one target are found, such as `call:bankcard.recharge`. */
export const targetOf = (fault: Fault): string => ('call' in fault ? `call:${fault.call}` : `notify:${fault.notify}`)

function* problemsOf(fault: Record<string, unknown>): Generator<string> {
  if ('call' in fault === 'notify' in fault) return yield 'must have either call or notify'
  const side = sideOf(fault)
  const { kind, ...rest } = fault
  const fields = typeof kind === 'string' ? faultFields(side, kind) : undefined
  if (!fields) return yield `.kind must be one of ${Object.keys(sides[side].kinds).join(', ')}`
  for (const { path, message } of check(fields, rest))
    yield `.${path} ${message === 'is not a field of this endpoint' ? `is not a member of the fault ${kind as string}` : message}`
  if (fault.nth !== undefined && fault.every !== undefined) yield ' may have nth or every, not both'
  if (fault.code === 1 || fault.code === 99997) yield '.code must not be 1 or 99997'
  for (const [name, [least, most]] of Object.entries(limits)) {
    const value = fault[name]
    if (typeof value === 'number' && (value < least || value > most)) yield `.${name} must be from ${least} to ${most}`
  }
}

/**
 * Reads a fault plan: a list, as JSON gives it.
 * @throws Refusal that names every mistake with its place
 */
export function readFaults(plan: unknown): Fault[] {
  if (!Array.isArray(plan)) throw refused('The fault plan must be a JSON list.')
  if (plan.length > maxFaults) throw refused(`The fault plan has more than ${maxFaults} faults.`)
  const problems = plan.flatMap((fault, index) =>
    isRecord(fault)
      ? Array.from(problemsOf(fault), (problem) => `faults[${index}]${problem.replace(/^(?=[a-z])/, ' ')}`)
      : [`faults[${index}] must be an object`],
  )
  if (problems.length > 0) throw refused(`${problems.slice(0, 10).join('; ')}.`)
  return plan as Fault[]
}

import type { SameFact } from './confirm-rule.ts'
import type { Field, Fields, Option } from './field.ts'
import { compareMoney, readMoney } from './money.ts'

/**
 * How one fact of a notify stands to the API's answer.
 *
 * - `moved_on`: the answer is a later state than the one told, so the one told may have been true.
 * - `not_yet`: the vendor is still at work on the state before the one told.
 * - `unknown_value`: one of the two is a value that no row lists.
 * - `untold`: one of the two leaves it out.
 */
export type Agreement = 'agrees' | 'differs' | 'moved_on' | 'not_yet' | 'unknown_value' | 'untold'

type Data = { readonly [name: string]: unknown }
type Options = Readonly<Record<string, Option>>

/** A member by its dotted path. */
export const valueAt = (data: Data, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Data | undefined)?.[name], data)

/** The field that describes a member by its dotted path. */
export function fieldAt(fields: Fields, path: string): Field | undefined {
  const [name = '', ...rest] = path.split('.')
  const field = fields[name]
  return rest.length > 0 && field?.kind === 'group' ? fieldAt(field.fields, rest.join('.')) : field
}

/** The vendor's samples write one state as `pending` and as `Pending`. */
const optionOf = (options: Options, value: string): string | undefined =>
  Object.keys(options).find((name) => name.toLowerCase() === value.toLowerCase())

/** Whether a state can come after another. What fails goes back where it came from, so only the first step may fall back. */
function leads(options: Options, from: string, to: string): boolean {
  const reached = new Set([from, ...(options[from]?.fallsBackTo ?? [])])
  for (const state of reached) for (const next of options[state]?.leadsTo ?? []) reached.add(next)
  return from !== to && reached.has(to)
}

interface Choices {
  told: Options
  answered: Options
}

function compareChoice({ told, answered }: Choices, left: string, right: string): Agreement {
  if (left.toLowerCase() === right.toLowerCase()) return 'agrees'
  const claim = optionOf(told, left)
  const state = optionOf(answered, right)
  if (claim === undefined || state === undefined) return 'unknown_value'
  if (leads(told, claim, state)) return 'moved_on'
  const { passing, leadsTo } = answered[state] as Option
  return passing && leadsTo?.includes(claim) ? 'not_yet' : 'differs'
}

/** The digits before and after what is masked; the whole number both times where nothing is. */
const edgesOf = (pan: string): [head: string, tail: string] => {
  const digits = pan.replace(/\s/g, '')
  return [digits.replace(/\*.*$/, ''), digits.replace(/^.*\*/, '')]
}

/** Two card numbers of which either may be masked: the digits that both show decide. The vendor's mask is longer than what it hides. */
function comparePan(left: string, right: string): Agreement {
  const [[head, tail], [otherHead, otherTail]] = [edgesOf(left), edgesOf(right)]
  const startAlike = head.startsWith(otherHead) || otherHead.startsWith(head)
  const endAlike = tail.endsWith(otherTail) || otherTail.endsWith(tail)
  return same(startAlike && endAlike)
}

const same = (isSame: boolean): Agreement => (isSame ? 'agrees' : 'differs')

/** Whether a member says nothing. */
export const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === ''

const isDecimal = (value: unknown): value is string => typeof value === 'string' && readMoney(value) !== undefined

/** The vendor pads names of merchants with spaces. */
const words = (text: string): string => text.trim().replace(/\s+/g, ' ')

function compareText(fields: { told: Field; answered: Field }, left: string, right: string): Agreement {
  const { told, answered } = fields
  if (told.kind === 'choice' && answered.kind === 'choice')
    return compareChoice({ told: told.options, answered: answered.options }, left, right)
  return told.kind === 'text' && told.mask === 'pan' ? comparePan(left, right) : same(words(left) === words(right))
}

/** Compares what a notify tells with what the API answers, each as its own field describes it. */
export function compare(
  fact: SameFact,
  told: { fields: Fields; data: Data },
  answer: { fields: Fields; data: Data },
): Agreement {
  const [left, right] = [valueAt(told.data, fact.told), valueAt(answer.data, fact.as)]
  const fields = { told: fieldAt(told.fields, fact.told), answered: fieldAt(answer.fields, fact.as) }
  if (isAbsent(left) || isAbsent(right) || !fields.told || !fields.answered) return 'untold'
  if (fields.told.kind === 'money' && isDecimal(left) && isDecimal(right)) return same(compareMoney(left, right) === 0)
  if (typeof left === 'string' && typeof right === 'string')
    return compareText({ told: fields.told, answered: fields.answered }, left, right)
  return same(left === right)
}

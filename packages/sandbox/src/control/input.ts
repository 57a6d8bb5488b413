import { isPayable } from '@asinx-pay/core'
import { findCard, findUser, type Bank } from '../bank.ts'
import { refused } from '../refusal.ts'
import type { CardRow, UserRow } from '../schema.ts'

/** Longest text a control endpoint takes, in characters. */
const maxText = 300

/** What was posted to a control endpoint: JSON, or a form of the page. */
export type Input = Record<string, unknown>

export const text = (input: Input, name: string, fallback?: string): string => {
  const value = input[name] ?? fallback
  if (typeof value !== 'string' || value === '' || value.length > maxText)
    throw refused(`${name} must be text of 1 to ${maxText} characters.`)
  return value
}

export const amount = (input: Input): string => {
  const value = String(input.amount ?? '')
  if (!isPayable(value)) throw refused('amount must be a positive amount such as "12.50".')
  return value
}

export function oneOf<T extends string>(input: Input, name: string, values: readonly T[]): T {
  const value = text(input, name, values[0])
  if (!(values as readonly string[]).includes(value)) throw refused(`${name} must be one of ${values.join(', ')}.`)
  return value as T
}

/** A whole number, whether JSON or a form brought it. */
export function whole(input: Input, name: string, [least, most]: readonly [number, number]): number {
  const value = Number(input[name])
  if (!Number.isSafeInteger(value) || value < least || value > most)
    throw refused(`${name} must be a whole number from ${least} to ${most}.`)
  return value
}

export const card = (bank: Bank, id: string): CardRow => {
  const found = findCard(bank, Number(id))
  if (!found) throw refused('The card does not exist.')
  return found
}

export const user = (bank: Bank, uid: string): UserRow => {
  const found = findUser(bank, uid)
  if (!found) throw refused('The user does not exist.')
  return found
}

/** Whether the page posted it; programs post JSON. */
export const isForm = (request: Request): boolean =>
  (request.headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded')

/** What was posted; what a form leaves empty is absent. @throws Refusal, SyntaxError */
export async function readInput(request: Request): Promise<Input> {
  const body = await request.text()
  if (isForm(request)) return Object.fromEntries([...new URLSearchParams(body)].filter(([, value]) => value !== ''))
  if (body === '') return {}
  const parsed: unknown = JSON.parse(body)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw refused('The body must be a JSON object.')
  return parsed as Input
}

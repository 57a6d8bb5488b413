import { AsinxError } from './errors.ts'
import type { Outcome } from './outcome.ts'
import { parseReference, type Reference } from './reference.ts'

/** What a person decides about a call whose end nothing can tell. */
export interface Decision {
  state: 'done' | 'declined'
  /** Why, in words, for the audit: 1 to 500 characters. */
  reason: string
}

/** Longest reason of a decision, in UTF-16 units. */
export const maxReasonLength = 500

/**
 * The outcome that a person decides, by evidence the API cannot give.
 * @throws AsinxError `bad_reference`, `invalid_input` without a reason
 */
export function decide(reference: Reference, { state, reason }: Decision): Outcome<unknown> {
  const parsed = parseReference(reference)
  const message = typeof reason === 'string' ? reason.trim() : ''
  if (message === '' || message.length > maxReasonLength) {
    const problem = `must say in 1 to ${maxReasonLength} characters what the decision rests on`
    throw new AsinxError('invalid_input', `reason ${problem}.`, { problems: [{ path: 'reason', message: problem }] })
  }
  if (state === 'done') return { state, result: {}, decidedBy: 'person', message, reference: parsed }
  const advice = 'A new call is a new one: this one counts as never having happened.'
  return { state: 'declined', decidedBy: 'person', code: 0, message, advice, reference: parsed }
}

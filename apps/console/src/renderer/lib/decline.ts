import type { transactionResponseCodes } from '@asinx-pay/core'

/** What an operator can do about a declined authorisation. */
export type DeclineAdvice =
  'account' | 'card' | 'balance' | 'details' | 'currency' | 'limit' | 'merchant' | 'risk' | 'later'

/** The answer to an authorisation that was approved. */
export const approvedCode = '000000'

const advice: Record<Exclude<keyof typeof transactionResponseCodes, typeof approvedCode>, DeclineAdvice> = {
  '100001': 'account',
  '200001': 'card',
  '200002': 'balance',
  '200003': 'details',
  '200004': 'details',
  '200005': 'currency',
  '200006': 'card',
  '200007': 'limit',
  '200008': 'card',
  '200009': 'limit',
  '300001': 'merchant',
  '400001': 'risk',
  '400002': 'merchant',
  '400003': 'merchant',
  '400004': 'merchant',
  '400005': 'merchant',
  '400006': 'merchant',
  '400007': 'later',
  '400008': 'risk',
  '400009': 'later',
  '400010': 'merchant',
  '400011': 'limit',
  '400012': 'risk',
  '400013': 'merchant',
  '999997': 'later',
  '999998': 'later',
  '999999': 'later',
}

/** What to do about a response code; null for an approval and for a code nobody published. */
export const declineAdvice = (code: unknown): DeclineAdvice | null =>
  typeof code === 'string' && Object.hasOwn(advice, code) ? advice[code as keyof typeof advice] : null

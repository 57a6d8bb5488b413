import { isPayable, transactionResponseCodes } from '@asinx-pay/core'
import { currency } from '../bank.ts'
import type { RespCode } from '../declines.ts'
import { badFields } from '../refusal.ts'
import type { TransactionRow } from '../schema.ts'
import { findTransaction, spend, type SpendOrder } from '../spending.ts'
import { kindOf, orderableKinds } from '../transaction-kinds.ts'
import type { World } from '../world.ts'
import { amount, card, oneOf, text, type Input } from './input.ts'

export const ended = ({ recordNo, transStatus, respCode }: TransactionRow) => ({ recordNo, transStatus, respCode })

const optional = (input: Input, name: string): string | undefined =>
  input[name] === undefined || input[name] === '' ? undefined : text(input, name)

function currencyOf(input: Input): string {
  const charged = text(input, 'currency', currency)
  if (!/^[A-Z]{3}$/.test(charged)) throw badFields('currency must be three capital letters')
  return charged
}

const codes = Object.keys(transactionResponseCodes) as RespCode[]

/** Has something happen on a card, as the input says. */
export function spendWith({ bank }: World, input: Input, id: string): unknown {
  const kind = oneOf(input, 'kind', orderableKinds)
  const originalNo = optional(input, 'original')
  const original = originalNo === undefined ? undefined : findTransaction(bank, originalNo)
  const found = card(bank, id)
  if (original && original.cardId !== found.id) throw badFields('original is a transaction of another card')
  const sum = input.amount === undefined && original ? original.localCurrencyAmt.slice(1) : undefined
  const order: SpendOrder = {
    kind,
    amount: kindOf(kind).sign === '0' ? '0' : sum && isPayable(sum) ? sum : amount(input),
    merchant: text(input, 'merchant', 'COFFEE CORNER'),
    charged: currencyOf(input),
    original,
    cvv: optional(input, 'cvv'),
    expiry: optional(input, 'expiry'),
    respCode: input.respCode === undefined ? undefined : oneOf(input, 'respCode', codes),
    held: input.hold === true || input.hold === 'true',
  }
  return ended(spend(bank, found, order))
}

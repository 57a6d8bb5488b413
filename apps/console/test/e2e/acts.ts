import type { Locator } from 'playwright-core'
import type { CardRow, CardFilter } from '../../src/shared/bridge.ts'
import type { Shown } from './console.ts'

/** What an operator does on the pages, in the words of the tests. */
export const at = ({ page }: Shown, name: string): Locator => page.locator(`[data-test="${name}"]`)

/** Shown text of an element, blanks as one space: a space that keeps words together reads as one too. */
export const textAt = async (shown: Shown, name: string): Promise<string> =>
  (await at(shown, name).first().innerText()).replace(/\s+/g, ' ').trim()

/** The first card a filter finds. */
export async function cardBy({ query }: Shown, filter: CardFilter): Promise<CardRow> {
  const { rows } = await query('cards', filter)
  if (!rows[0]) throw new Error(`No card fits ${JSON.stringify(filter)}.`)
  return rows[0]
}

/** Recharges a card through its page, up to the outcome that is shown. */
export async function recharge(shown: Shown, userBankcardId: number, amount: string): Promise<string> {
  await shown.show(`/cards/${userBankcardId}`)
  await at(shown, 'recharge').click()
  await at(shown, 'recharge-amount').fill(amount)
  await at(shown, 'recharge-continue').click()
  await at(shown, 'recharge-confirm-text').fill(amount)
  await at(shown, 'recharge-send').click()
  const outcome = at(shown, 'recharge-outcome')
  await outcome.waitFor()
  const state = (await outcome.getAttribute('data-state')) ?? ''
  await outcome.getByRole('button').last().click()
  await outcome.waitFor({ state: 'hidden' })
  return state
}

/** Chooses an option of a list that opens beside its field. */
export async function choose({ page }: Shown, field: Locator, option: string): Promise<void> {
  await field.click()
  await page.locator('.el-select-dropdown__item:visible', { hasText: option }).first().click()
}

/** What the sandbox itself says of its cards and orders. */
export interface BankState {
  users: { email: string }[]
  cards: { userBankcardId: number; enabled: boolean; balance: string }[]
  orders: { cardId: number; amount: string; status: string }[]
}

export const bankState = async ({ bank }: Shown): Promise<BankState> =>
  (await (await fetch(`${bank.url}/__sandbox/state`)).json()) as BankState

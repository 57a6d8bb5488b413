import { currency, findCard, type Bank } from './bank.ts'
import { applyForCard, approveCard } from './cards.ts'
import { depositCoins, topUpMerchant } from './deposits.ts'
import { rechargeCard } from './recharges.ts'
import type { Sandbox } from './sandbox.ts'
import { spend as spendWith } from './spending.ts'
import { registerUser } from './users.ts'

function activeCard(bank: Bank, uid: string, card: { product: number; tag: string; amount: string }): number {
  const user = bank.store.one<Parameters<typeof applyForCard>[1]>('SELECT * FROM users WHERE uid = ?', uid)
  if (!user) throw new Error('The seeded user is missing')
  const applied = applyForCard(bank, user, {
    bankcardId: card.product,
    tag: card.tag,
    residenceAddress: '1 Sandbox Street',
  })
  rechargeCard(bank, approveCard(bank, applied), { amount: card.amount })
  return applied.id
}

function spend(bank: Bank, id: number, order: { amount: string; merchant: string }): void {
  const card = findCard(bank, id)
  if (card) spendWith(bank, card, { kind: 'purchase', charged: currency, ...order })
}

/** A merchant with money, two users, and cards in several states. Invented people; their addresses lead nowhere. */
export function seedDemo({ bank }: Pick<Sandbox, 'bank'>): void {
  bank.store.transaction(() => {
    topUpMerchant(bank, '10000')
    const first = registerUser(bank, { email: 'first.user@example.com', mobilePrefix: '1', mobileNumber: '5550100' })
    const second = registerUser(bank, { email: 'second.user@example.com', mobilePrefix: '44', mobileNumber: '5550101' })
    const virtual = activeCard(bank, first.uid, { product: 101, tag: 'advertising', amount: '250' })
    spend(bank, virtual, { amount: '42.10', merchant: 'SEARCH ADS' })
    spend(bank, virtual, { amount: '999.00', merchant: 'TOO DEAR FOR THIS CARD' })
    const physical = activeCard(bank, second.uid, { product: 103, tag: 'travel', amount: '100' })
    spend(bank, physical, { amount: '18.40', merchant: 'AIRPORT TRAIN' })
    approveCard(bank, applyForCard(bank, first, { bankcardId: 102, tag: 'waits-for-recharge' }))
    applyForCard(bank, second, { bankcardId: 101, tag: 'in-audit' })
    depositCoins(bank, first.uid, { amount: '100', symbol: 'USDT' })
  })
}

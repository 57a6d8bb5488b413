import { maskPan } from '@asinx-pay/core'
import { audit } from './audit.ts'
import { currency } from './bank.ts'
import { cardAccount } from './ledger.ts'
import { requireProduct } from './products.ts'
import type { World } from './world.ts'
import type { CardRow, DeliveryRow, DepositRow, EntryRow, NotifyRow, OrderRow, UserRow } from './schema.ts'

/** How many rows of each kind the page and `state` show, newest first. */
const shownRows = 200

export type State = ReturnType<typeof readState>

/** Everything there is, for the page and for tests; card numbers masked, no CVV, no code. */
export function readState({ bank, addresses }: Pick<World, 'bank' | 'addresses'>) {
  const { store, ledger, clock } = bank
  return {
    clock: { now: clock.now(), offset: clock.offset(), frozen: clock.isFrozen() },
    merchant: {
      available: ledger.balance('available'),
      frozen: ledger.balance('frozen'),
      fees: ledger.balance('fees'),
      currency,
    },
    users: store
      .all<UserRow>('SELECT * FROM users ORDER BY createdAt DESC, rowid DESC LIMIT ?', shownRows)
      .map(({ uid, email, kyc, createdAt }) => ({ uid, email, kyc, createdAt })),
    cards: store.all<CardRow>('SELECT * FROM cards ORDER BY id DESC LIMIT ?', shownRows).map((card) => ({
      userBankcardId: card.id,
      uid: card.uid,
      product: requireProduct(card.productId).title,
      status: card.status,
      enabled: card.enabled === 1,
      maskedPan: maskPan(card.pan),
      balance: ledger.balance(cardAccount(card.id)),
      tag: card.tag,
    })),
    orders: store.all<OrderRow>('SELECT * FROM orders ORDER BY createdAt DESC, rowid DESC LIMIT ?', shownRows),
    ledger: store.all<EntryRow>('SELECT * FROM entries ORDER BY id DESC LIMIT ?', shownRows),
    deliveries: store.all<
      Omit<DeliveryRow, 'nextTryAt' | 'addressId' | 'behind'> & { url: string } & Pick<NotifyRow, 'type' | 'createdAt'>
    >(
      `SELECT deliveries.id, deliveries.uniqueNo, url, status, attempts, answer, type, createdAt
       FROM deliveries JOIN notifies USING (uniqueNo) JOIN addresses ON addresses.id = addressId ORDER BY deliveries.id DESC LIMIT ?`,
      shownRows,
    ),
    notifies: store
      .all<NotifyRow>('SELECT * FROM notifies ORDER BY createdAt DESC, rowid DESC LIMIT ?', shownRows)
      .map(({ uniqueNo, type, summary, createdAt }) => ({
        uniqueNo,
        type,
        createdAt,
        data: JSON.parse(summary) as Record<string, unknown>,
      })),
    deposits: store.all<DepositRow>('SELECT * FROM deposits ORDER BY id DESC LIMIT ?', shownRows),
    addresses: addresses.list().map(({ url }) => url),
    problems: audit(bank),
  }
}

import { compareMoney, type cardStatuses } from '@asinx-pay/core'
import type { CardDetail, CardFilter, CardRow, Page } from '../../shared/bridge.ts'
import type { Clock } from '../ports.ts'
import type { Database } from './database.ts'
import type { EventHub } from './events.ts'
import { pageOf, pageSize } from './page.ts'
import { foundCards } from './search/cards.ts'
import { createProductBook, type ProductBook } from './product-book.ts'
import { createUserBook, type UserBook } from './user-book.ts'

/** What was learnt of a card; members that are absent stay as they were. */
export interface CardFacts {
  uid?: string
  productId?: number
  status?: string
  maskedPan?: string
  balance?: string
  currency?: string
  tag?: string
  rechargeFee?: string
  monthFee?: string
  expiryDate?: string
}

/** A card without its journal and notifies, which other services keep. */
export type CardSheet = Omit<CardDetail, 'journal' | 'notifies'>

/** Users, products and cards this console knows; the API lists no users and no cards. */
export interface Directory extends UserBook, ProductBook {
  learn(profileId: string, cardId: number, facts: CardFacts): void
  /** Notes that our own call froze the card, or enabled it again. */
  setFrozen(profileId: string, cardId: number, isFrozen: boolean): void
  cards(profileId: string, filter: CardFilter): Page<CardRow>
  card(profileId: string, cardId: number): CardSheet | undefined
  cardsOf(profileId: string, uid: string): CardRow[]
  withStatus(profileId: string, status: string): CardRow[]
  unassigned(profileId: string): CardRow[]
  /** Active cards with less on them than the amount. */
  low(profileId: string, below: string): CardRow[]
  countByStatus(profileId: string): { status: string; count: number }[]
}

type Readers = Pick<Directory, 'cards' | 'card' | 'cardsOf' | 'withStatus' | 'unassigned' | 'low' | 'countByStatus'>

/** Most cards that an attention list of the home page names. */
const maxAttention = 20
/** Most cards of one user, and most active ones whose balance is looked at. */
const maxOfUser = 200
const maxActive = 5000
const activeStatus = 'ACTIVE' satisfies keyof typeof cardStatuses

const cardColumns = `card_id as userBankcardId, uid, title as product, nature, network, status,
  masked_pan as maskedPan, balance, currency, tag, frozen_at as frozenAt, updated_at as updatedAt`
const cardTables = 'cards left join products using (profile_id, product_id)'
const factColumns = {
  uid: 'uid',
  productId: 'product_id',
  status: 'status',
  maskedPan: 'masked_pan',
  balance: 'balance',
  currency: 'currency',
  tag: 'tag',
  rechargeFee: 'recharge_fee',
  monthFee: 'month_fee',
  expiryDate: 'expiry_date',
} as const satisfies Record<keyof CardFacts, string>
const factNames = Object.keys(factColumns) as (keyof CardFacts)[]

const learnSql = `
  insert into cards (profile_id, card_id, updated_at, ${Object.values(factColumns).join(', ')})
  values ($profileId, $cardId, $now, ${factNames.map((name) => `$${name}`).join(', ')})
  on conflict (profile_id, card_id) do update set updated_at = excluded.updated_at,
    ${Object.values(factColumns)
      .map((column) => `${column} = coalesce(excluded.${column}, ${column})`)
      .join(', ')}`

const withoutSeq = ({ seq: _seq, ...card }: CardRow & { seq: number }): CardRow => card

function readers(db: Database): Readers {
  return {
    cards(profileId, { cursor, search, status, product, uid }) {
      const found = search ? foundCards(db, search) : undefined
      if (found === null) return { rows: [], cursor: null }
      const rows = db.all<CardRow & { seq: number }>(
        `select card_id as seq, ${cardColumns} from ${cardTables}
         where profile_id = $profileId and ($cursor is null or card_id < $cursor)
           and ($status is null or status = $status) and ($product is null or product_id = $product)
           and ($uid is null or uid = $uid) ${found ? `and card_id in (${found.sql})` : ''}
         order by card_id desc limit $limit`,
        {
          profileId,
          cursor: cursor === undefined ? null : Number(cursor),
          status: status ?? null,
          product: product ?? null,
          uid: uid ?? null,
          limit: pageSize + 1,
          ...found?.params,
        },
      )
      return pageOf(rows, withoutSeq)
    },
    card: (profileId, cardId) =>
      db.get<CardSheet>(
        `select ${cardColumns}, recharge_fee as rechargeFee, month_fee as monthFee, expiry_date as expiryDate
         from ${cardTables} where profile_id = $profileId and card_id = $cardId`,
        { profileId, cardId },
      ),
    cardsOf: (profileId, uid) =>
      db.all<CardRow>(
        `select ${cardColumns} from ${cardTables} where profile_id = $profileId and uid = $uid
         order by card_id desc limit $limit`,
        { profileId, uid, limit: maxOfUser },
      ),
    low: (profileId, below) =>
      db
        .all<CardRow & { balance: string }>(
          `select ${cardColumns} from ${cardTables}
           where profile_id = $profileId and status = $status and balance is not null
           order by updated_at desc limit $limit`,
          { profileId, status: activeStatus, limit: maxActive },
        )
        .filter(({ balance }) => compareMoney(balance, below) < 0)
        .slice(0, maxAttention),
    withStatus: (profileId, status) =>
      db.all<CardRow>(
        `select ${cardColumns} from ${cardTables} where profile_id = $profileId and status = $status
         order by updated_at desc limit $limit`,
        { profileId, status, limit: maxAttention },
      ),
    unassigned: (profileId) =>
      db.all<CardRow>(
        `select ${cardColumns} from ${cardTables} where profile_id = $profileId and uid is null
         order by updated_at desc limit $limit`,
        { profileId, limit: maxAttention },
      ),
    countByStatus: (profileId) =>
      db.all(
        `select coalesce(status, '') as status, count(*) as count from cards where profile_id = $profileId
         group by 1 order by 2 desc, 1`,
        { profileId },
      ),
  }
}

export function createDirectory(ports: { db: Database; events: EventHub; now: Clock }): Directory {
  const { db, events, now } = ports
  return {
    ...createUserBook(ports),
    ...createProductBook(db),
    ...readers(db),
    learn(profileId, cardId, facts) {
      const values = Object.fromEntries(factNames.map((name) => [name, facts[name] ?? null]))
      db.run(learnSql, { profileId, cardId, now: now(), ...values })
      events.emit('cards.changed', { userBankcardId: cardId })
    },
    setFrozen(profileId, cardId, isFrozen) {
      db.run('update cards set frozen_at = $at where profile_id = $profileId and card_id = $cardId', {
        profileId,
        cardId,
        at: isFrozen ? now() : null,
      })
      events.emit('cards.changed', { userBankcardId: cardId })
    },
  }
}

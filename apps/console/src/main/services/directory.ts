import type { CardDetail, CardRow, Page, UserRow } from '../../shared/bridge.ts'
import type { Clock } from '../ports.ts'
import type { Database } from './database.ts'
import type { EventHub } from './events.ts'
import { pageOf, pageSize } from './page.ts'

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

export interface Product {
  productId: number
  title: string | null
  nature: string | null
  network: string | null
}

/** A card without its journal and notifies, which other services keep. */
export type CardSheet = Omit<CardDetail, 'journal' | 'notifies'>

/** Users and cards this console knows; the API lists neither. */
export interface Directory {
  addUser(profileId: string, user: { uid: string; email: string | null }): void
  learn(profileId: string, cardId: number, facts: CardFacts): void
  learnProducts(profileId: string, products: readonly Product[]): void
  knowsProduct(profileId: string, productId: number): boolean
  productNamed(profileId: string, title: string): number | undefined
  users(profileId: string, filter: { cursor?: string }): Page<UserRow>
  cards(profileId: string, filter: { cursor?: string; search?: string; status?: string }): Page<CardRow>
  card(profileId: string, cardId: number): CardSheet | undefined
  withStatus(profileId: string, status: string): CardRow[]
  unassigned(profileId: string): CardRow[]
  countByStatus(profileId: string): { status: string; count: number }[]
}

/** Most cards that an attention list of the home page names. */
const maxAttention = 20

const cardColumns = `card_id as userBankcardId, uid, title as product, nature, network, status,
  masked_pan as maskedPan, balance, currency, tag, updated_at as updatedAt`
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

/** `so•••@example.com`: enough to recognise, not enough to write to. */
export function maskEmail(email: string): string {
  const [name = '', host = ''] = email.split('@')
  return `${name.slice(0, 2)}•••@${host}`
}

const likePattern = (search: string): string => `%${search.replace(/[\\%_]/g, String.raw`\$&`)}%`

const withoutSeq = ({ seq: _seq, ...card }: CardRow & { seq: number }): CardRow => card

function readers(
  db: Database,
): Pick<Directory, 'users' | 'cards' | 'card' | 'withStatus' | 'unassigned' | 'countByStatus'> {
  return {
    users(profileId, { cursor }) {
      const rows = db.all<UserRow & { seq: number }>(
        `select seq, uid, email, created_at as createdAt from users
         where profile_id = $profileId and ($cursor is null or seq < $cursor) order by seq desc limit $limit`,
        { profileId, cursor: cursor === undefined ? null : Number(cursor), limit: pageSize + 1 },
      )
      return pageOf(rows, ({ seq: _seq, ...user }) => user)
    },
    cards(profileId, { cursor, search, status }) {
      const rows = db.all<CardRow & { seq: number }>(
        `select card_id as seq, ${cardColumns} from ${cardTables}
         where profile_id = $profileId and ($cursor is null or card_id < $cursor)
           and ($status is null or status = $status)
           and ($like is null or concat_ws(' ', card_id, uid, masked_pan, tag, title) like $like escape '\\')
         order by card_id desc limit $limit`,
        {
          profileId,
          cursor: cursor === undefined ? null : Number(cursor),
          status: status ?? null,
          like: search ? likePattern(search) : null,
          limit: pageSize + 1,
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

export function createDirectory({ db, events, now }: { db: Database; events: EventHub; now: Clock }): Directory {
  return {
    ...readers(db),
    addUser(profileId, { uid, email }) {
      db.run(
        `insert into users (profile_id, uid, email, created_at) values ($profileId, $uid, $email, $now)
         on conflict (profile_id, uid) do update set email = coalesce(excluded.email, email)`,
        { profileId, uid, email: email === null ? null : maskEmail(email), now: now() },
      )
      events.emit('users.changed', { uid })
    },
    learn(profileId, cardId, facts) {
      const values = Object.fromEntries(factNames.map((name) => [name, facts[name] ?? null]))
      db.run(learnSql, { profileId, cardId, now: now(), ...values })
      events.emit('cards.changed', { userBankcardId: cardId })
    },
    learnProducts(profileId, products) {
      db.transaction(() => {
        for (const product of products)
          db.run(
            `insert or replace into products (profile_id, product_id, title, nature, network)
             values ($profileId, $productId, $title, $nature, $network)`,
            { profileId, ...product },
          )
      })
    },
    knowsProduct: (profileId, productId) =>
      db.get('select 1 from products where profile_id = $profileId and product_id = $productId', {
        profileId,
        productId,
      }) !== undefined,
    productNamed: (profileId, title) =>
      db.get<{ productId: number }>(
        'select product_id as productId from products where profile_id = $profileId and title = $title',
        { profileId, title },
      )?.productId,
  }
}

import { setImmediate } from 'node:timers/promises'
import type { NotifyType } from '@asinx-pay/core'
import type { Background } from '../background.ts'
import type { Database } from '../database.ts'
import type { EventHub } from '../events.ts'
import { createTransactionReader, type TransactionReader } from './reader.ts'
import { createTransactionStore, type Owner } from './store.ts'
import { createTransactionSummer, type TransactionSummer } from './sums.ts'
import { createTransactionSync, type TransactionSync, type TransactionSyncPorts } from './sync.ts'
import { createSyncBook, type SyncBook } from './syncs.ts'

/** The local copy of transactions: reading it, summing it, and keeping it up to date. */
export interface TransactionBook extends TransactionReader, TransactionSummer, TransactionSync {
  syncs: SyncBook
  /** Has what notifies tell of looked up. Returns the way to stop. */
  follow(): () => void
}

export interface TransactionBookPorts extends Omit<TransactionSyncPorts, 'store' | 'syncs' | 'linkFees'> {
  db: Database
  events: EventHub
  background: Background
}

interface Told {
  profileId: string
  cardId: number
}

const createdType = 'TRANSACTION_CREATED' satisfies NotifyType
/** Newest notifies of a card that are looked through for fees. */
const maxToldFees = 1000
/** Which transaction a fee belongs to is told by notifies only. */
const toldFeesSql = `
  select json_extract(data, '$.transaction.recordNo') as recordNo,
    json_extract(data, '$.transaction.receiptNo') as receiptNo
  from (select data, type from notifies where profile_id = $profileId and card_id = $cardId order by seq desc limit $limit)
  where type = $type and json_type(data, '$.transaction.receiptNo') = 'text'`

export function createTransactionBook(ports: TransactionBookPorts): TransactionBook {
  const { db, events, background, profiles } = ports
  const store = createTransactionStore(ports)
  const syncs = createSyncBook(ports)
  const linkFees = ({ profileId, cardId }: Owner): void => {
    const fees = db.all<{ recordNo: string; receiptNo: string }>(toldFeesSql, {
      profileId,
      cardId,
      type: createdType,
      limit: maxToldFees,
    })
    for (const fee of fees) store.setReceipt({ profileId, cardId }, fee)
  }
  const sync = createTransactionSync({ ...ports, store, syncs, linkFees })

  const told = (seq: number): Told | undefined =>
    db.get<Told>(
      `select profile_id as profileId, card_id as cardId from notifies where seq = $seq and type = $type and card_id is not null`,
      {
        seq,
        type: createdType,
      },
    )
  async function lookUp({ profileId, cardId }: Told): Promise<void> {
    const profile = profiles.list().find(({ id }) => id === profileId)
    if (profile && syncs.isRead(profileId, cardId)) await sync.readOne(profile, cardId)
  }
  return {
    ...createTransactionReader(db),
    ...createTransactionSummer({ db, breathe: () => setImmediate() }),
    ...sync,
    syncs,
    follow: () =>
      events.subscribe((event, news) => {
        if (event !== 'notifies.changed') return
        const { seq, isNew } = news as { seq: number; isNew: boolean }
        const found = isNew ? told(seq) : undefined
        if (found) background.start(`transactions ${found.profileId} ${found.cardId}`, () => lookUp(found))
      }),
  }
}

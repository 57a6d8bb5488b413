import type { Codec } from '@asinx-pay/core/wire'
import type { Database } from '../../src/main/services/database.ts'
import { createDirectory } from '../../src/main/services/directory.ts'
import { createEventHub } from '../../src/main/services/events.ts'
import { createGroupCommit, maxPieces } from '../../src/main/services/group-commit.ts'
import { createInbox } from '../../src/main/services/inbox.ts'
import { createTransactionStore } from '../../src/main/services/transactions/store.ts'
import { cardIdOf, transactionOf, uidOf, type MadeTransaction, type Volume } from './world.ts'

export interface Filling {
  db: Database
  profileId: string
  codec: Codec
  volume: Volume
  /** Is told how far it is, from 0 to 1. */
  onProgress?: (part: number) => void
}

const perPage = 100
const cardStates = ['ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'TBA', 'FREEZE', 'CLOSED']

function fillDirectory({ db, profileId, volume }: Filling): void {
  const directory = createDirectory({ db, events: createEventHub(), now: Date.now })
  db.transaction(() => {
    for (let user = 0; user < volume.users; user++)
      directory.addUser(profileId, { uid: uidOf(user), email: `${uidOf(user)}@example.com` })
    for (let card = 0; card < volume.cards; card++)
      directory.learn(profileId, cardIdOf(card), {
        uid: uidOf(card % volume.users),
        productId: 101,
        status: cardStates[card % cardStates.length] ?? 'ACTIVE',
        maskedPan: `•••• ${String(1000 + (card % 9000))}`,
        balance: `${card % 500}.25`,
        currency: 'USD',
        tag: `team-${card % 40}`,
      })
  })
}

function* pagesOf(card: number, volume: Volume): Generator<MadeTransaction[]> {
  let page: MadeTransaction[] = []
  for (let index = card; index < volume.transactions; index += volume.cards) {
    page.push(transactionOf(index, volume))
    if (page.length < perPage) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}

function fillTransactions({ db, profileId, volume, onProgress }: Filling): void {
  const store = createTransactionStore({ db, events: createEventHub(), now: Date.now })
  for (let card = 0; card < volume.cards; card++) {
    const owner = { profileId, cardId: cardIdOf(card), uid: uidOf(card % volume.users) }
    for (const page of pagesOf(card, volume)) store.put(owner, page)
    if (card % 100 === 0) onProgress?.(card / volume.cards)
  }
}

async function fillInbox({ db, profileId, codec, volume }: Filling): Promise<void> {
  const events = createEventHub()
  const group = createGroupCommit(db)
  const directory = createDirectory({ db, events, now: Date.now })
  const inbox = createInbox({ db, group, directory, events, now: Date.now })
  for (let next = 0; next < volume.notifies; next += maxPieces) {
    const count = Math.min(maxPieces, volume.notifies - next)
    await Promise.all(
      Array.from({ length: count }, (_, index) => {
        const { userBankcardId, ...transaction } = transactionOf((next + index) * 10, volume)
        const data = { userBankcardId, transaction, currency: 'USD', createAt: transaction.occurTime }
        const body = codec.sealNotify({ type: 'TRANSACTION_CREATED', uniqueNo: `vol-${next + index}`, data })
        return inbox.store(profileId, codec.openNotify(body), { sealed: null })
      }),
    )
  }
  db.run('update notifies set handled = 1')
}

/** Fills a profile of a console with made up users, cards, transactions and notifies, by the services that keep them. */
export async function fillVolume(filling: Filling): Promise<void> {
  const { db } = filling
  // Nothing of it is lost that could not be made again.
  db.run('pragma synchronous = off')
  db.run('pragma cache_size = -200000')
  fillDirectory(filling)
  fillTransactions(filling)
  await fillInbox(filling)
  db.run('pragma cache_size = -2000')
  db.run('pragma synchronous = full')
}

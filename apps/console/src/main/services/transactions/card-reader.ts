import type { Client } from '@asinx-pay/core/client'
import type { Owner, TransactionStore, VendorTransaction } from './store.ts'
import type { SyncBook, Window } from './syncs.ts'

/** Rows asked for at a time. */
export const askedRows = 100
/** Rows of the page the vendor gives by default: with fewer there is no other page, whatever its largest page is. */
const surelyAll = 10
/** Most rows of a card that one reading takes. */
const maxRows = 1_000_000

interface Reading {
  client: Client
  owner: Owner
  signal: AbortSignal
  /** Awaited between pages. */
  checkpoint: () => Promise<void>
}

export interface CardReaderPorts {
  store: TransactionStore
  syncs: SyncBook
  /** Finds which transactions the fees of a card belong to. */
  linkFees: (owner: Owner) => void
}

/**
 * Reads what a card has in its window into the store, page by page, and notes each page, so that a run that ends goes
 * on there. The end of the window stands still meanwhile: what happens during the reading moves no page.
 */
export function createCardReader({ store, syncs, linkFees }: CardReaderPorts) {
  /** Reads from a page to where the list ends. Returns the number of rows. */
  async function readOn({ client, owner, signal, checkpoint }: Reading, window: Window): Promise<number> {
    const { profileId, cardId, uid } = owner
    const { from, until, nextPage } = window
    const rows = client.bankcard.transactions.listAll(
      {
        uid,
        userBankcardId: cardId,
        pageNum: nextPage,
        pageSize: askedRows,
        endTimestamp: until,
        ...(from !== null && { fromTimestamp: from }),
      },
      { signal, maxRows },
    )
    let count = 0
    let page: VendorTransaction[] = []
    const keepPage = (): void => {
      store.put(owner, page)
      count += page.length
      page = []
      syncs.keep(profileId, cardId, { ...window, nextPage: nextPage + Math.floor(count / askedRows) })
    }
    for await (const row of rows) {
      page.push(row)
      if (page.length < askedRows) continue
      keepPage()
      await checkpoint()
    }
    keepPage()
    return count
  }

  /** Reads a card to the end of its window. @throws AsinxError as a read does */
  return async function readCard(reading: Reading): Promise<void> {
    const { profileId, cardId } = reading.owner
    let window = syncs.window(profileId, cardId)
    for (;;) {
      const count = await readOn(reading, window)
      if (count < surelyAll) break
      // A vendor whose largest page is smaller than ours ends its pages short: only an empty one is surely the last.
      window = { ...window, nextPage: window.nextPage + Math.max(1, Math.ceil(count / askedRows)) }
    }
    linkFees(reading.owner)
    syncs.done(profileId, cardId, window.until)
  }
}

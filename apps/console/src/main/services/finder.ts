import type { Found } from '../../shared/bridge.ts'
import type { Directory } from './directory.ts'
import type { Journal } from './journal.ts'
import type { NotifyBook } from './notify-book.ts'
import type { TransactionReader } from './transactions/reader.ts'

/** Finds what a person has in mind by a few letters or digits. */
export interface Finder {
  find(profileId: string, search: string): Found
}

/** Most entries of each kind. */
export const maxFound = 5

export interface FinderPorts {
  directory: Directory
  journal: Journal
  book: NotifyBook
  transactions: Pick<TransactionReader, 'page'>
}

export function createFinder({ directory, journal, book, transactions }: FinderPorts): Finder {
  const few = <Row>({ rows }: { rows: Row[] }): Row[] => rows.slice(0, maxFound)
  return {
    find: (profileId, search) => ({
      cards: few(directory.cards(profileId, { search })),
      users: few(directory.users(profileId, { search })),
      journal: journal.search(profileId, search, maxFound),
      notifies: few(book.page(profileId, { search })),
      transactions: few(transactions.page(profileId, { search })),
    }),
  }
}

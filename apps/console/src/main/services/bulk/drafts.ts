import { stringify } from 'csv-stringify/sync'
import type { BulkReading } from '../../../shared/bridge.ts'
import { defaultBulkRate, paidBy, type BulkKind } from '../../../shared/bulk.ts'
import { ConsoleError } from '../../errors.ts'
import type { CardAsker } from '../card-asker.ts'
import type { Directory } from '../directory.ts'
import type { Profile } from '../profiles.ts'
import { readBulk, type Known } from './read.ts'
import type { RowBook } from './row-book.ts'
import type { RunBook, StoredRun } from './run-book.ts'

/** Most runs of a profile that are kept. */
export const maxBulkRuns = 500

export interface DraftPorts {
  runs: RunBook
  rows: Pick<RowBook, 'all'>
  asker: CardAsker
  directory: Directory
}

/** Makes drafts of runs from files, and from runs before them. */
export interface Drafts {
  /** @throws ConsoleError `bulk_full`, AsinxError when the products cannot be asked for */
  read(profile: Profile, file: { kind: BulkKind; name: string; text: string }): Promise<BulkReading>
  /** Applications for the users that the run made. @throws ConsoleError `bulk_state` where it made none */
  follow(profile: Profile, run: StoredRun, bankcardId: number): Promise<{ run: number }>
}

const follower = 'apply' satisfies BulkKind

export function createDrafts({ runs, rows: queue, asker, directory }: DraftPorts): Drafts {
  async function knownTo(profile: Profile, kind: BulkKind): Promise<Known> {
    if (paidBy(kind)?.by === 'product') await asker.askProducts(profile)
    const products = new Map(directory.products(profile.id).map((product) => [product.productId, product]))
    return {
      hasUser: (uid) => directory.user(profile.id, uid) !== undefined,
      card: (cardId) => directory.card(profile.id, cardId),
      product: (productId) => products.get(productId),
    }
  }

  const read: Drafts['read'] = async (profile, { kind, name, text }) => {
    if (runs.count(profile.id) >= maxBulkRuns)
      throw new ConsoleError('bulk_full', `There are ${maxBulkRuns} runs already.`)
    const sheet = readBulk(kind, text, await knownTo(profile, kind))
    if (sheet.state === 'refused') return sheet
    const { rows, ignored } = sheet
    return {
      state: 'read',
      run: runs.add({ profileId: profile.id, kind, name, rate: defaultBulkRate, rows, ignored }),
    }
  }

  return {
    read,
    async follow(profile, run, bankcardId) {
      const uids = [...queue.all(run.run)].flatMap(({ state, made }) =>
        state === 'done' && made['uid'] ? [made['uid']] : [],
      )
      const text = stringify([['uid', 'bankcardId'], ...uids.map((uid) => [uid, bankcardId])])
      const reading = await read(profile, { kind: follower, name: run.name, text })
      if (reading.state === 'refused') throw new ConsoleError('bulk_state', 'The run made no user to go on with.')
      return { run: reading.run }
    },
  }
}

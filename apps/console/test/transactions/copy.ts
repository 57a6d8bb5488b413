import { onTestFinished } from 'vitest'
import { openDatabase, type Database } from '../../src/main/services/database.ts'
import { createEventHub, type EventHub } from '../../src/main/services/events.ts'
import { createTransactionReader, type TransactionReader } from '../../src/main/services/transactions/reader.ts'
import {
  createTransactionStore,
  type TransactionStore,
  type VendorTransaction,
} from '../../src/main/services/transactions/store.ts'
import { createTransactionSummer, type TransactionSummer } from '../../src/main/services/transactions/sums.ts'
import { tempDir } from '../running.ts'

export const profileId = '00000000-0000-4000-8000-000000000001'
export const dayMs = 86_400_000
/** A Sunday, midnight in UTC. */
export const march = Date.UTC(2026, 2, 1)

export const card = (cardId: number) => ({ profileId, cardId, uid: `user${cardId % 3}abc` })

/** A copy of transactions in a folder of its own. */
export interface Copy {
  db: Database
  events: EventHub
  store: TransactionStore
  reader: TransactionReader
  summer: TransactionSummer
}

export async function openCopy(): Promise<Copy> {
  const db = openDatabase(await tempDir())
  onTestFinished(() => db.close())
  const events = createEventHub()
  return {
    db,
    events,
    store: createTransactionStore({ db, events, now: () => march }),
    reader: createTransactionReader(db),
    summer: createTransactionSummer({ db, breathe: () => Promise.resolve() }),
  }
}

const merchants = ['MEITUAN FOOD           BEIJING       CHN', '美团外卖', 'Café Ørsted', '7-ELEVEN #2041', undefined]
const statuses = ['APPROVED', 'posted', 'pending', 'DECLINED', 'declined', 'vodi', undefined]
const types = ['AUTH', 'charge', 'FEE', 'fee', 'REFUND', undefined]
const currencies = ['USD', 'USD', 'USD', 'EUR', undefined]
const amounts = ['-24.27', '+99.00', '0', '-0.000001', '-123456789012345.123456789', '+7.5', undefined]

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T
const known = (members: Record<string, unknown>): object =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))

/** Transactions of all kinds over ten days, some of them in the same millisecond, some without what may be absent. */
export const assorted = (count: number, seed = 0): VendorTransaction[] =>
  Array.from({ length: count }, (_, index) => {
    const n = index + seed
    return {
      recordNo: `rec-${n}`,
      ...known({
        id: n,
        occurTime: march + ((n * 7_919) % 240) * 3_600_000,
        localCurrency: at(currencies, n),
        localCurrencyAmt: at(amounts, n),
        transStatus: at(statuses, n * 3 + (n >> 3)),
        transType: at(types, n * 5 + (n >> 2)),
        merchantName: at(merchants, n + (n >> 4)),
        respCode: '000000',
        respCodeDesc: 'success',
      }),
    } as VendorTransaction
  })

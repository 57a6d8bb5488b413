import type { EndpointKey, NotifyType } from '@asinx-pay/core'
import type { Store } from '../store.ts'
import type { FaultRow } from '../schema.ts'
import { maxFaults, readFaults, targetOf, type CallFault, type Fault, type NotifyFault } from './plan.ts'
import { refused } from '../refusal.ts'

/** Whom a call or notify is about. */
export interface Subject {
  uid?: string | undefined
  card?: number | undefined
}

/** A fault of the plan with what has become of it. */
export interface PlannedFault {
  id: number
  fault: Fault
  /** Calls or notifies that matched. */
  seen: number
  /** How many of them it hit. */
  hits: number
}

/** The fault plan, kept with the state. */
export interface FaultBook {
  list(): PlannedFault[]
  /** Puts a plan in place of the present one. @throws Refusal */
  replace(plan: unknown): void
  /** Adds one fault at the end. @throws Refusal */
  add(fault: unknown): number
  /** Takes one fault out. Returns whether there was one of that number. */
  remove(id: number): boolean
  /** The faults that hit this call, counted. */
  onCall(key: EndpointKey, subject: Subject): CallFault[]
  /** The faults that hit this notify, counted. */
  onNotify(type: NotifyType, subject: Subject): NotifyFault[]
}

const isAbout = ({ card, uid }: Fault, subject: Subject): boolean =>
  (card === undefined || card === subject.card) && (uid === undefined || uid === subject.uid)

function hits({ nth, every, times }: Fault, count: { seen: number; hits: number }): boolean {
  if (times !== undefined && count.hits >= times) return false
  if (nth !== undefined) return count.seen === nth
  return every === undefined || count.seen % every === 0
}

export function createFaultBook(store: Store): FaultBook {
  const read = ({ fault, ...row }: FaultRow): PlannedFault => ({ ...row, fault: JSON.parse(fault) as Fault })
  const put = (fault: Fault): number =>
    store.insert('faults', { target: targetOf(fault), fault: JSON.stringify(fault), seen: 0, hits: 0 })

  function take(side: 'call' | 'notify', name: string, subject: Subject): Fault[] {
    const rows = store.recall<FaultRow>(
      'SELECT * FROM faults WHERE target IN (?, ?) ORDER BY id',
      `${side}:${name}`,
      `${side}:*`,
    )
    return rows.map(read).flatMap(({ id, fault, ...count }) => {
      if (!isAbout(fault, subject)) return []
      const seen = count.seen + 1
      const hit = hits(fault, { ...count, seen })
      store.run('UPDATE faults SET seen = ?, hits = ? WHERE id = ?', seen, count.hits + (hit ? 1 : 0), id)
      return hit ? [fault] : []
    })
  }

  return {
    list: () => store.all<FaultRow>('SELECT id, fault, seen, hits FROM faults ORDER BY id').map(read),
    replace(plan) {
      const faults = readFaults(plan)
      store.transaction(() => {
        store.run('DELETE FROM faults')
        for (const fault of faults) put(fault)
      })
    },
    add(fault) {
      const [read] = readFaults([fault])
      const { count } = store.one<{ count: number }>('SELECT count(*) AS count FROM faults') ?? { count: 0 }
      if (!read || count >= maxFaults) throw refused(`There are ${maxFaults} faults already.`)
      return put(read)
    },
    remove(id) {
      if (!store.one('SELECT id FROM faults WHERE id = ?', id)) return false
      store.run('DELETE FROM faults WHERE id = ?', id)
      return true
    },
    onCall: (key, subject) => take('call', key, subject) as CallFault[],
    onNotify: (type, subject) => take('notify', type, subject) as NotifyFault[],
  }
}

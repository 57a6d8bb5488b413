import { compareMoney, confirm, endpointOf, isNotifyType, type Confirmation, type OpenedNotify } from '@asinx-pay/core'
import type { NotifyCheck, NotifyRow } from '../../shared/bridge.ts'
import { ConsoleError } from '../errors.ts'
import type { Clock } from '../ports.ts'
import type { Box } from './box.ts'
import type { Access, Clients } from './clients.ts'
import type { Directory } from './directory.ts'
import type { Inbox } from './inbox.ts'
import type { Journal } from './journal.ts'
import type { NotifyBook } from './notify-book.ts'
import type { Profile } from './profiles.ts'

/** Asks the API for what a notify tells, and keeps the answer with it. */
export interface NotifyChecks {
  /** @throws ConsoleError `not_found`, `secret_unreadable` */
  confirm(profile: Profile, seq: number): Promise<NotifyRow>
}

export interface NotifyChecksPorts {
  book: NotifyBook
  inbox: Inbox
  box: Box
  clients: Clients
  directory: Directory
  journal: Journal
  now: Clock
}

type Answer = Confirmation & { requestOrderId: string | null }

/** Most orders of one card and amount that are asked about. */
const maxOrders = 3

/** A row's data with masks written as the vendor writes them, so that they still compare by the digits that show. */
const unmasked = (data: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replace(/•+ ?/, '****') : value,
    ]),
  )

/** What is stored fits its row: it opened strictly once. */
function asOpened({ type, uniqueNo, data }: NotifyRow): OpenedNotify {
  const told: object = { type, uniqueNo, data: unmasked(data), authentic: false, unknown: [], digest: '' }
  return told as OpenedNotify
}

export function createNotifyChecks(ports: NotifyChecksPorts): NotifyChecks {
  const { book, inbox, box, clients, directory, journal, now } = ports

  /** The notify as it came, where its body is kept; else what is stored of it, in which numbers are masked. */
  async function whole(row: NotifyRow, { codec }: Access): Promise<OpenedNotify> {
    const sealed = inbox.sealed(row.seq)
    const rawBody = sealed && (await box.open(sealed))
    return rawBody ? codec.openNotify(rawBody) : asOpened(row)
  }

  /** Our own orders that a recharge's notify can be about: it names card and amount, and no order. */
  function ordersOf(profile: Profile, { type, data, userBankcardId, receivedAt }: NotifyRow): string[] {
    const { amount } = data
    if (userBankcardId === null || typeof amount !== 'string') return []
    return journal
      .ofCard(profile.id, userBankcardId)
      .filter(({ endpoint, reference, sentAt }) => {
        const isSame = reference.amount !== undefined && compareMoney(reference.amount, amount) === 0
        return endpointOf(endpoint).settledBy?.notify === type && isSame && sentAt <= receivedAt
      })
      .flatMap(({ reference }) => reference.requestOrderId ?? [])
      .slice(0, maxOrders)
  }

  async function ask(profile: Profile, row: NotifyRow): Promise<Answer> {
    const access = await clients.of(profile)
    const notify = await whole(row, access)
    const { userBankcardId } = row
    const uid = userBankcardId === null ? undefined : (directory.card(profile.id, userBankcardId)?.uid ?? undefined)
    const orders = ordersOf(profile, row)
    const answers: Answer[] = []
    for (const requestOrderId of orders.length > 0 ? orders : [undefined]) {
      const answer = await confirm(notify, access.client, { uid, requestOrderId })
      answers.push({ ...answer, requestOrderId: requestOrderId ?? null })
      if (answer.state === 'confirmed') break
    }
    const last = answers.at(-1) as Answer
    // Several orders fit and none tells the same: which of them is meant stays open.
    return answers.length === 1 || last.state === 'confirmed'
      ? last
      : { state: 'cannot_tell', why: 'ambiguous', message: '', agreed: [], differs: [], requestOrderId: null }
  }

  return {
    async confirm(profile, seq) {
      const row = book.find(profile.id, seq)
      if (!row || !isNotifyType(row.type)) throw new ConsoleError('not_found', 'There is no such notify.')
      const { state, why, endpoint, agreed, differs, errorCode, requestOrderId } = await ask(profile, row)
      const check: NotifyCheck = {
        state,
        why,
        at: now(),
        endpoint: endpoint ?? null,
        agreed,
        differs,
        errorCode: errorCode ?? null,
        requestOrderId,
      }
      book.setCheck(seq, check)
      return { ...row, check }
    },
  }
}

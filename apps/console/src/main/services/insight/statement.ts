import { addMoney, compareMoney } from '@asinx-pay/core'
import type { Period, Statement, StatementCard, StatementLine, StatementSection } from '../../../shared/bridge.ts'
import { movementOf, movements } from '../../../shared/movements.ts'
import type { Clock } from '../../ports.ts'
import type { Database } from '../database.ts'
import { requirePeriod } from '../period.ts'
import type { Profile } from '../profiles.ts'
import { hasMoved } from '../transactions/moved.ts'
import { cardGroups, entriesOf } from './card-rows.ts'
import { byCard, byType } from './sources.ts'
import type { Source } from './span.ts'
import { groupsOf, leadingKeys, type Asked } from './tally.ts'

/** Statements of a time, from the local copy of transactions. */
export interface StatementBook {
  /** @throws ConsoleError `period_wrong` */
  read(profile: Profile, asked: Period & { userBankcardId?: number; uid?: string }): Statement | null
}

/** Most entries and cards that a statement lists. */
export const maxEntries = 2000
export const maxCards = 500

/** Signed sums of transactions that are alike. */
interface Moved {
  key: string
  type: string
  status: string
  currency: string
  count: number
  amount: string
}

const total = (rows: readonly { amount: string }[]): string => addMoney('0', ...rows.map(({ amount }) => amount))
const isMoved = ({ status }: Moved): boolean => hasMoved(status)

/** Lines by movement, in the order in which a statement has them. */
function linesOf(rows: readonly Moved[]): StatementLine[] {
  const moved = rows.filter(isMoved)
  return movements
    .map((movement) => {
      const own = moved.filter(({ type }) => movementOf(type) === movement)
      return { movement, count: own.reduce((sum, { count }) => sum + count, 0), amount: total(own) }
    })
    .filter(({ count }) => count > 0)
}

/** Cards and their time as a statement needs them. */
interface Subject {
  subject: Statement['subject']
  /** Null: all cards of the merchant. */
  cards: number[] | null
}

function subjectOf(db: Database, profile: Profile, asked: { userBankcardId?: number; uid?: string }): Subject | null {
  const { userBankcardId, uid } = asked
  const { id: profileId, name, appId } = profile
  if (userBankcardId !== undefined) {
    const card = db.get<{ uid: string | null; maskedPan: string | null; product: string | null }>(
      `select uid, masked_pan as maskedPan, title as product from cards left join products using (profile_id, product_id)
       where profile_id = $profileId and card_id = $userBankcardId`,
      { profileId, userBankcardId },
    )
    return card ? { subject: { kind: 'card', userBankcardId, ...card }, cards: [userBankcardId] } : null
  }
  if (uid === undefined) return { subject: { kind: 'merchant', name, appId }, cards: null }
  const cards = db
    .all<{ cardId: number }>('select card_id as cardId from cards where profile_id = $profileId and uid = $uid', {
      profileId,
      uid,
    })
    .map(({ cardId }) => cardId)
  return cards.length === 0 ? null : { subject: { kind: 'user', uid, cards: cards.length }, cards }
}

/** What each card moved, the most out first; one more than are listed, where there are more. */
function cardLines(db: Database, profileId: string, rows: readonly Moved[]): StatementCard[] {
  return [...Map.groupBy(rows.filter(isMoved), ({ key }) => key)]
    .map(([key, own]) => ({ userBankcardId: Number(key), lines: linesOf(own), amount: total(own) }))
    .sort((one, other) => compareMoney(one.amount, other.amount))
    .slice(0, maxCards + 1)
    .map((card) => ({
      ...card,
      maskedPan: null,
      product: null,
      ...db.get<{ maskedPan: string | null; product: string | null }>(
        `select masked_pan as maskedPan, title as product
         from cards left join products using (profile_id, product_id)
         where profile_id = $profileId and card_id = $cardId`,
        { profileId, cardId: card.userBankcardId },
      ),
    }))
}

/** How far all of the cards were read; null where one of them never was. */
function readUntil(db: Database, profileId: string, cards: number[] | null): number | null {
  const of = 'from cards c left join transaction_syncs s on s.profile_id = c.profile_id and s.card_id = c.card_id'
  const found = db.get<{ all: number; read: number; until: number | null }>(
    `select count(*) as "all", count(s.read_until) as read, min(s.read_until) as until ${of}
     where c.profile_id = $profileId
       and ${cards === null ? 'c.uid is not null' : 'c.card_id in (select value from json_each($cards))'}`,
    { profileId, ...(cards !== null && { cards: JSON.stringify(cards) }) },
  )
  return found && found.all > 0 && found.all === found.read ? found.until : null
}

/** What a statement says is of one moment, so nothing else gets a turn while it is read. */
export function createStatementBook({ db, now }: { db: Database; now: Clock }): StatementBook {
  const movedOf = (source: Source, asked: Asked & { keys?: readonly string[] }): Moved[] =>
    groupsOf(db, source, asked).map(({ moneyIn, moneyOut, ...row }) => ({
      ...row,
      amount: addMoney(moneyIn, moneyOut),
    }))

  /** Sums of a time: by card of some cards, else of the merchant as a whole. */
  const sums = (profileId: string, cards: number[] | null, period: Period): Moved[] =>
    cards === null ? movedOf(byType, { profileId, period }) : cardGroups(db, { profileId, cards, period })

  /** What a merchant's cards moved in a currency, as far as they are listed: there may be very many. */
  function leadingCards(asked: Asked & { currency: string }): Moved[] {
    const keys = leadingKeys(db, byCard, { ...asked, limit: maxCards + 1 })
    return movedOf(byCard, { ...asked, keys }).filter(({ currency }) => currency === asked.currency)
  }

  function sectionOf(
    asked: Asked & { currency: string } & Subject,
    { inside, opening }: { inside: readonly Moved[]; opening: string | null },
  ): StatementSection {
    const { profileId, period, currency, cards, subject } = asked
    const own = inside.filter((row) => row.currency === currency)
    const amount = total(own.filter(isMoved))
    const entries = cards === null ? [] : entriesOf(db, { profileId, cards, period, currency, limit: maxEntries })
    const byCards = cards === null ? leadingCards({ profileId, period, currency }) : own
    const listed = subject.kind === 'card' ? [] : cardLines(db, profileId, byCards)
    return {
      currency,
      opening,
      closing: opening === null ? null : addMoney(opening, amount),
      lines: linesOf(own),
      amount,
      declined: own.filter((row) => !isMoved(row)).reduce((sum, { count }) => sum + count, 0),
      entries: entries.slice(0, maxEntries),
      cards: listed.slice(0, maxCards),
      isCut: entries.length > maxEntries || listed.length > maxCards,
    }
  }

  return {
    read(profile, { from, to, ...asked }) {
      const period = { from, to }
      requirePeriod(period)
      const found = subjectOf(db, profile, asked)
      if (!found) return null
      const { subject, cards } = found
      const { id: profileId } = profile
      const until = readUntil(db, profileId, cards)
      const inside = sums(profileId, cards, period)
      const before = sums(profileId, cards, { from: 0, to: from }).filter(isMoved)
      const currencies = [...new Set([...inside, ...before].map(({ currency }) => currency))].sort()
      const sections = currencies.map((currency) => {
        const opening = until === null ? null : total(before.filter((row) => row.currency === currency))
        return sectionOf({ ...found, profileId, period, currency }, { inside, opening })
      })
      return { period, madeAt: now(), subject, sections, readUntil: until }
    },
  }
}

import { stateKinds } from '../state.ts'
import { card } from './card.ts'
import { listing, type Html } from './parts.ts'
import { cardColumns, cardDecision } from './tables.ts'
import type { Visit } from './visit.ts'

/** The list of cards, or one card where the query names it. */
export const cards = (visit: Visit): Html | (Html | '')[] =>
  visit.query.card === undefined
    ? listing(visit, {
        title: 'cards',
        by: 'before',
        read: (page) => stateKinds.cards(visit.world.bank, page),
        empty: 'No cards yet: register a user over the API and apply for one.',
        columns: [
          ...cardColumns,
          { title: 'Do', cell: (row) => (row.status === 'AUDITING' ? cardDecision(visit, row) : '') },
        ],
      })
    : card(visit, Number(visit.query.card))

import type { CardCommands, CardViews } from '../../shared/bridge.ts'
import type { Services } from '../services.ts'
import type { Table } from './area.ts'
import { cursor, optional, text, uid, userBankcardId } from './fields.ts'

/** How long a full card number may stay on the screen, in milliseconds. */
export const revealMs = 30_000

const asCardRow = <Sheet extends { rechargeFee: unknown; monthFee: unknown; expiryDate: unknown }>(
  sheet: Sheet,
): Omit<Sheet, 'rechargeFee' | 'monthFee' | 'expiryDate'> => {
  const { rechargeFee: _rechargeFee, monthFee: _monthFee, expiryDate: _expiryDate, ...row } = sheet
  return row
}

function commands({ asker, audit, activeProfile }: Services): Table<CardCommands> {
  return {
    'card.add': {
      fields: { uid, userBankcardId },
      run: async (card) => asCardRow(await asker.adopt(activeProfile(), card)),
    },
    'card.refresh': {
      fields: { userBankcardId },
      run: async ({ userBankcardId }) => asCardRow(await asker.ask(activeProfile(), userBankcardId)),
    },
    'card.reveal': {
      fields: { userBankcardId },
      async run({ userBankcardId }) {
        const revealed = await asker.reveal(activeProfile(), userBankcardId)
        audit.note('card.revealed', { card: userBankcardId })
        return { ...revealed, hideAfterMs: revealMs }
      },
    },
  }
}

function views({ directory, journal, inbox, activeProfile }: Services): Table<CardViews> {
  return {
    cards: {
      fields: {
        cursor,
        search: optional(text('Search', '.{1,100}')),
        status: optional(text('Status', '[\\w-]{1,40}')),
        product: optional({ kind: 'integer', label: 'Product', doc: 'Product.' }),
        uid: optional(uid),
      },
      run: async (params) => directory.cards(activeProfile().id, params),
    },
    products: { fields: {}, run: async () => directory.products(activeProfile().id) },
    card: {
      fields: { userBankcardId },
      async run({ userBankcardId }) {
        const { id } = activeProfile()
        const sheet = directory.card(id, userBankcardId)
        return sheet
          ? { ...sheet, journal: journal.ofCard(id, userBankcardId), notifies: inbox.ofCard(id, userBankcardId) }
          : null
      },
    },
  }
}

/** Cards: the list, one card, and its number for a moment. */
export const cardArea = (services: Services) => ({ commands: commands(services), views: views(services) })

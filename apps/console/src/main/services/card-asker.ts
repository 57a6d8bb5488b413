import { endpointOf, isAsinxError, redact, type EndpointKey, type Endpoints, type Result } from '@asinx-pay/core'
import type { Client } from '@asinx-pay/core/client'
import type { EvidenceRecord } from '../../shared/bridge.ts'
import { ConsoleError } from '../errors.ts'
import type { Clients } from './clients.ts'
import type { CardSheet, Directory } from './directory.ts'
import { observe, productsEndpoint } from './observe.ts'
import type { Profile } from './profiles.ts'

/** The reads that tell how a card stands. */
const infoEndpoint = 'bankcard.cardInfo' satisfies EndpointKey
const balanceEndpoint = 'bankcard.balance' satisfies EndpointKey
const recordsEndpoint = 'bankcard.transactions' satisfies EndpointKey
/** Most records of a card that are looked at as evidence. */
const maxRecords = 50

/** What names a card to the API. */
export interface CardKey {
  uid: string
  userBankcardId: number
}

export interface Revealed {
  cardNo: string
  cardCvv: string | null
  expiryDate: string | null
}

/** Asks the API how a card stands, and keeps the answer without its secrets. */
export interface CardAsker {
  /** @throws AsinxError, ConsoleError `card_unknown`, `card_unassigned` */
  ask(profile: Profile, cardId: number): Promise<CardSheet>
  /** Takes a card into the directory when the API knows it as that user's. */
  adopt(profile: Profile, card: CardKey): Promise<CardSheet>
  /** The balance now; null when it cannot be had. */
  balance(profile: Profile, card: CardKey): Promise<string | null>
  /** What happened on the card since; null when it cannot be had. */
  records(profile: Profile, card: CardKey, since: number): Promise<EvidenceRecord[] | null>
  /** The full number, which nothing keeps. */
  reveal(profile: Profile, cardId: number): Promise<Revealed>
  askProducts(profile: Profile): Promise<void>
}

type Transaction = Result<Endpoints[typeof recordsEndpoint]>[number]

const recordOf = (row: Transaction): EvidenceRecord => ({
  recordNo: row.recordNo,
  at: row.occurTime ?? null,
  amount: row.localCurrencyAmt ?? null,
  currency: row.localCurrency ?? null,
  type: row.transType ?? null,
  merchant: row.merchantName ?? null,
})

export function createCardAsker({ clients, directory }: { clients: Clients; directory: Directory }): CardAsker {
  const cardOf = (profile: Profile, cardId: number): CardKey => {
    const card = directory.card(profile.id, cardId)
    if (!card) throw new ConsoleError('card_unknown', `Card ${cardId} is not in the directory.`)
    if (card.uid === null) throw new ConsoleError('card_unassigned', `Nobody here knows whose card ${cardId} is.`)
    return { uid: card.uid, userBankcardId: cardId }
  }

  const keep = (profile: Profile, endpoint: EndpointKey, answer: { input: unknown; result: unknown }): void => {
    const { response, list } = endpointOf(endpoint)
    const { input, result } = answer
    const safe = list ? (result as unknown[]).map((item) => redact(response, item)) : redact(response, result)
    observe(directory, { profileId: profile.id, endpoint, input, result: safe })
  }

  async function balance(client: Client, profile: Profile, card: CardKey): Promise<string | null> {
    try {
      const result = await client.call(balanceEndpoint, card)
      keep(profile, balanceEndpoint, { input: card, result })
      return result.balance
    } catch (error) {
      // A card that is not approved yet has no balance; what is known of the card stands without it.
      if (isAsinxError(error)) return null
      throw error
    }
  }

  async function askCard(profile: Profile, card: CardKey): Promise<CardSheet> {
    const { client } = await clients.of(profile)
    keep(profile, infoEndpoint, { input: card, result: await client.call(infoEndpoint, card) })
    await balance(client, profile, card)
    const sheet = directory.card(profile.id, card.userBankcardId)
    if (!sheet) throw new ConsoleError('card_unknown', `Card ${card.userBankcardId} is not in the directory.`)
    return sheet
  }

  return {
    ask: async (profile, cardId) => askCard(profile, cardOf(profile, cardId)),
    async adopt(profile, card) {
      const sheet = await askCard(profile, card)
      directory.addUser(profile.id, { uid: card.uid, email: null })
      return sheet
    },
    balance: async (profile, card) => balance((await clients.of(profile)).client, profile, card),
    async records(profile, card, since) {
      const { client } = await clients.of(profile)
      try {
        const found = await client.call(recordsEndpoint, { ...card, pageSize: maxRecords, fromTimestamp: since })
        return found.map(recordOf)
      } catch (error) {
        if (isAsinxError(error)) return null
        throw error
      }
    },
    async reveal(profile, cardId) {
      const { client } = await clients.of(profile)
      const { cardNo, cardCvv, expiryDate } = await client.call(infoEndpoint, cardOf(profile, cardId))
      if (!cardNo) throw new ConsoleError('nothing_to_reveal', `Card ${cardId} has no number yet.`)
      return { cardNo, cardCvv: cardCvv ?? null, expiryDate: expiryDate ?? null }
    },
    async askProducts(profile) {
      const { client } = await clients.of(profile)
      keep(profile, productsEndpoint, { input: {}, result: await client.call(productsEndpoint, {}) })
    },
  }
}

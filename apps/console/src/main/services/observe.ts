import { cardStatuses, endpointOf, inputFields, redacted, type EndpointKey, type Fields } from '@asinx-pay/core'
import type { KnownProduct } from '../../shared/bridge.ts'
import type { CardFacts, Directory } from './directory.ts'
import type { UserFacts } from './user-book.ts'

/** The list that names the card products; their titles stand beside the cards. */
export const productsEndpoint = 'bankcard.templateList' satisfies EndpointKey

type Members = Readonly<Record<string, unknown>>

/** Members that mean the same wherever a row of a card has them. */
const namedFacts = ['balance', 'currency', 'tag', 'rechargeFee', 'monthFee', 'expiryDate'] as const

/** What redacted members say of a card: its status is the choice among card statuses, whatever the vendor calls it. */
export function cardFacts(fields: Fields, members: Members): CardFacts {
  const facts: CardFacts = {}
  for (const [name, field] of Object.entries(fields)) {
    const value = members[name]
    if (typeof value !== 'string') continue
    if (field.kind === 'choice' && field.options === cardStatuses) facts.status = value
    else if (field.mask === 'pan' && value !== redacted) facts.maskedPan = value
    const named = namedFacts.find((each) => each === name)
    if (named) facts[named] = value
  }
  return facts
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const productOf = (item: Members): KnownProduct => ({
  productId: item.id as number,
  title: text(item.title),
  nature: text(item.bankCardNature),
  network: text(item.bankCardType),
})

/** What a call that was taken says of the user it was for. */
const userFacts: Partial<Record<EndpointKey, (answered: Members) => UserFacts>> = {
  'user.kycCheck': ({ status }) => (typeof status === 'string' ? { kycStatus: status } : {}),
  'user.setProfession': () => ({ kycSentBy: 'user.setProfession' }),
  'user.setUserInfo': () => ({ kycSentBy: 'user.setUserInfo' }),
  'kyc.gateway': () => ({ kycSentBy: 'kyc.gateway' }),
  'user.setHolderInfo': () => ({ isHolderSent: true }),
}
const freezeEndpoint = 'bankcard.updateStatus' satisfies EndpointKey

/** A call that was answered: what was asked, and the answer without its secrets. */
export interface Answered {
  profileId: string
  endpoint: EndpointKey
  input: unknown
  result: unknown
}

/** Writes what an answer says into the directory. Returns the card that the call changed, if any. */
export function observe(directory: Directory, { profileId, endpoint, input, result }: Answered): number | undefined {
  const row = endpointOf(endpoint)
  if (endpoint === productsEndpoint) directory.learnProducts(profileId, (result as Members[]).map(productOf))
  if (row.list) return undefined
  const asked = (input ?? {}) as Members
  const answered = (result ?? {}) as Members
  const creates = row.effect === 'once'
  if (creates && typeof answered.uid === 'string' && !inputFields(row).uid)
    directory.addUser(profileId, { uid: answered.uid, email: text(asked.email) })
  const tells = userFacts[endpoint]
  if (tells && typeof asked.uid === 'string') directory.learnUser(profileId, asked.uid, tells(answered))
  const cardId = answered.userBankcardId ?? asked.userBankcardId
  if (typeof cardId !== 'number') return undefined
  if (endpoint === freezeEndpoint) directory.setFrozen(profileId, cardId, asked.enable === false)
  const facts = cardFacts(row.response, answered)
  if (creates || Object.keys(facts).length > 0)
    directory.learn(profileId, cardId, {
      ...facts,
      ...(typeof asked.uid === 'string' && { uid: asked.uid }),
      ...(typeof asked.bankcardId === 'number' && { productId: asked.bankcardId }),
    })
  return row.effect === 'read' ? undefined : cardId
}

import { endpointOf, inputFields, type EndpointKey, type Field } from '@asinx-pay/core'
import { asinx, operation, type LabNode } from './lab.ts'

/** Whom the forms are filled in for. */
export interface Subject {
  uid: string
  /** A card that works. */
  userBankcardId: number
  /** Another one, to be closed. */
  spareCard: number
  /** A recharge of the card. */
  requestOrderId: string
  /** Nobody has used them before. */
  email: string
  mobileNumber: string
}

interface Form {
  /** By field: what each item brings along. */
  item: Record<string, unknown>
  /** Further parameters of the node, the same for all items. */
  fixed?: Record<string, unknown>
}

const ofCard = ({ uid, userBankcardId }: Subject): Form['item'] => ({ uid, userBankcardId })

/** A good form for every endpoint; the compiler names the one that is missing. */
const forms: Record<EndpointKey, (subject: Subject) => Form> = {
  'sys.clock': () => ({ item: {} }),
  'user.register': ({ email, mobileNumber }) => ({ item: { email, mobileNumber, mobilePrefix: '1' } }),
  'user.setProfession': ({ uid }) => ({
    item: {
      uid,
      first_name: 'ming',
      last_name: 'li',
      first_name_en: 'ming',
      last_name_en: 'li',
      birthday: '2000-01-01',
      number: 'E12345678',
      expiry_date: '2035-01-01',
    },
    fixed: { id_type: 'passport', country: 'CN', imageSource: 'dataUrl', frontImg: 'data:image/jpeg;base64,/9j/' },
  }),
  'user.kycCheck': ({ uid }) => ({ item: { uid }, fixed: { additionalFields: { idType: 'PASSPORT' } } }),
  'user.setUserInfo': ({ uid }) => ({
    item: { uid },
    fixed: { additionalFields: { firstName: 'Ming', address: { value: { city: 'Sampletown' } } } },
  }),
  'user.setHolderInfo': ({ uid }) => ({ item: { uid }, fixed: { additionalFields: { firstName: 'Ming' } } }),
  'user.usdRechargeInfo': ({ uid }) => ({ item: { uid, amount: '100.00' } }),
  'kyc.gateway': ({ uid }) => ({
    item: { uid, doneViewURL: 'https://example.com/done', timeoutViewURL: 'https://example.com/late' },
  }),
  'bankcard.templateList': () => ({ item: {} }),
  'bankcard.apply': ({ uid }) => ({ item: { uid, bankcardId: 101 } }),
  'bankcard.recharge': (subject) => ({
    item: { ...ofCard(subject), amount: '10.00' },
    fixed: { options: { evenIfOpen: true } },
  }),
  'bankcard.cardOrderInfo': (subject) => ({ item: { ...ofCard(subject), requestOrderId: subject.requestOrderId } }),
  'bankcard.setPin': (subject) => ({ item: { ...ofCard(subject), pin: '246810' } }),
  'bankcard.balance': (subject) => ({ item: ofCard(subject) }),
  'bankcard.cardInfo': (subject) => ({ item: ofCard(subject) }),
  'bankcard.transactions': (subject) => ({ item: ofCard(subject), fixed: { returnAll: true } }),
  'bankcard.updateStatus': (subject) => ({ item: { ...ofCard(subject), enable: true } }),
  'bankcard.close': ({ uid, spareCard }) => ({ item: { uid, userBankcardId: spareCard } }),
  'account.asset': () => ({ item: {} }),
  'account.userRechargeList': ({ uid }) => ({ item: {}, fixed: { additionalFields: { uid } } }),
  'merchant.asset': () => ({ item: {} }),
  'merchant.rechargeList': () => ({ item: {} }),
}

/** What an item brings along for each endpoint. */
export type FilledItem = Record<EndpointKey, Record<string, unknown>>

/** An item that fills the forms of all endpoints. */
export const itemOf = (subject: Subject): FilledItem =>
  Object.fromEntries(Object.entries(forms).map(([key, form]) => [key, form(subject).item])) as FilledItem

const fromItem = (key: EndpointKey, [name, { pickFrom }]: [string, Field]): [string, unknown] => {
  const value = `={{ $json[${JSON.stringify(key)}][${JSON.stringify(name)}] }}`
  return [name, pickFrom ? { __rl: true, mode: 'id', value } : value]
}

interface NodeSetup {
  subject: Subject
  /** Members of the node's Options beside those of the form. */
  options?: object | undefined
  /** `onError`, `retryOnFail` and the like. */
  settings?: object
}

/** A node named for its endpoint, whose fields are filled from its item. */
export function filledNode(key: EndpointKey, { subject, options, settings }: NodeSetup): LabNode {
  const { item, fixed = {} } = forms[key](subject)
  const fields = Object.entries(inputFields(endpointOf(key))).filter(([name]) => name in item)
  const parameters = {
    ...Object.fromEntries(fields.map((field) => fromItem(key, field))),
    ...fixed,
    options: { ...(fixed.options as object), ...options },
  }
  return asinx(key, operation(key, parameters), settings)
}

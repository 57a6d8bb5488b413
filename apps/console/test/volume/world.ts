import { transactionResponseCodes } from '@asinx-pay/core'

/** How much there is. */
export interface Volume {
  transactions: number
  cards: number
  users: number
  notifies: number
}

/** Cards, users and notifies in the proportion of a million transactions on ten thousand cards. */
export const volumeOf = (transactions: number): Volume => ({
  transactions,
  cards: Math.max(1, Math.round(transactions / 100)),
  users: Math.max(1, Math.round(transactions / 250)),
  notifies: Math.round(transactions / 10),
})

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A made up merchant of a kind, in the padded form that terminals send; few are met often and many seldom. */
const merchants = [
  'SEARCH ADS', 'CLOUD HOSTING', '美团外卖', '星巴克咖啡', 'CITY TAXI', '滴滴出行', 'AIRLINE TICKETS', '优衣库',
  'BOOK SHOP', '京东商城', 'COFFEE BAR', '中国移动', 'HOTEL PARKSIDE', '携程旅行', 'MOBILE PLAN', 'Café Ørsted',
  'GROCER', '盒马鲜生', 'TRAIN TICKETS', '大众点评', 'OFFICE SUPPLY', '顺丰速运', 'PHARMACY', '全家便利店',
] // prettier-ignore
const cities = ['BEIJING CHN', 'HONG KONG HKG', 'SINGAPORE SGP', 'LONDON GBR', 'BERLIN DEU', 'TOKYO JPN']
const branches = 400

const kinds = [
  { type: 'AUTH', status: 'APPROVED', part: 0.62, sign: '-' },
  { type: 'AUTH', status: 'DECLINED', part: 0.08, sign: '-' },
  { type: 'AUTH', status: 'PENDING', part: 0.06, sign: '-' },
  { type: 'topup', status: 'APPROVED', part: 0.1, sign: '+' },
  { type: 'REFUND', status: 'APPROVED', part: 0.04, sign: '+' },
  { type: 'FEE', status: 'APPROVED', part: 0.1, sign: '-' },
] as const

const declines = Object.keys(transactionResponseCodes).filter((code) => code !== '00')
/** Five years before the last one, in milliseconds. */
const span = 5 * 365 * 86_400_000
const last = Date.UTC(2026, 9, 31)

export interface MadeTransaction {
  id: number
  userBankcardId: number
  recordNo: string
  occurTime: number
  localCurrency: string
  localCurrencyAmt: string
  transCurrency: string
  transCurrencyAmt: string
  transStatus: string
  transType: string
  merchantName?: string
  respCode: string
}

export const cardIdOf = (index: number): number => 10_001 + index
export const uidOf = (index: number): string => `vol${String(index).padStart(6, '0')}`

const pick = <T>(list: readonly T[], random: () => number): T => {
  const found = list[Math.floor(random() ** 2 * list.length)] ?? list[0]
  if (found === undefined) throw new Error('There is nothing to pick from.')
  return found
}

function kindOf(part: number): (typeof kinds)[number] {
  let reached = 0
  for (const kind of kinds) if (part < (reached += kind.part)) return kind
  return kinds[0]
}

function merchantName(random: () => number): string {
  const branch = String(Math.floor(random() * branches)).padStart(4, '0')
  return `${pick(merchants, random)} ${branch}`.padEnd(24) + pick(cities, random)
}

/** The transaction of a number: the same in every run. */
export function transactionOf(index: number, { transactions, cards }: Volume): MadeTransaction {
  const random = seeded(index)
  const { type, status, sign } = kindOf(random())
  const cents = 1 + Math.floor(random() ** 3 * 200_000)
  const amount = `${sign}${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
  const isShop = type === 'AUTH' || type === 'REFUND'
  return {
    id: index + 1,
    userBankcardId: cardIdOf(index % cards),
    recordNo: `rec-${String(index).padStart(8, '0')}`,
    occurTime: last - Math.floor((1 - index / transactions) * span) + Math.floor(random() * 1000),
    localCurrency: 'USD',
    localCurrencyAmt: amount,
    transCurrency: 'USD',
    transCurrencyAmt: amount,
    transStatus: status,
    transType: type,
    ...(isShop && { merchantName: merchantName(random) }),
    respCode: status === 'DECLINED' ? pick(declines, random) : '00',
  }
}

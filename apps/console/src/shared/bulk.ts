import { compareMoney, endpointOf, inputFields, type EndpointKey, type Field, type Fields } from '@asinx-pay/core'

interface BulkJob {
  endpoint: EndpointKey
  /** Members that are the same in every row, and no column. */
  fixed?: Readonly<Record<string, boolean>>
  /** What it does cannot be undone. */
  isFinal?: true
  /** Columns that must not be alike in two rows of a file. */
  alike: readonly (readonly string[])[]
}

const productsEndpoint = 'bankcard.templateList' satisfies EndpointKey
const card = [['userBankcardId']] as const

/** What can be done for many at once. The columns of a file, costs and safety follow from the row of the endpoint. */
export const bulkKinds = {
  register: { endpoint: 'user.register', alike: [['email'], ['mobilePrefix', 'mobileNumber']] },
  apply: { endpoint: 'bankcard.apply', alike: [['uid', 'bankcardId'], ['tag'], ['userBankcardId']] },
  recharge: { endpoint: 'bankcard.recharge', alike: card },
  freeze: { endpoint: 'bankcard.updateStatus', fixed: { enable: false }, alike: card },
  unfreeze: { endpoint: 'bankcard.updateStatus', fixed: { enable: true }, alike: card },
  close: { endpoint: 'bankcard.close', isFinal: true, alike: card },
} as const satisfies Record<string, BulkJob>

export type BulkKind = keyof typeof bulkKinds
export const bulkKindNames = Object.keys(bulkKinds) as BulkKind[]
export const bulkJob = (kind: BulkKind): BulkJob => bulkKinds[kind]

/** Most rows that one file may bring; more belong in several files. */
export const maxBulkRows = 5000
/** Longest file, in UTF-16 units. */
export const maxBulkLength = 1_000_000
/** Calls that may leave in a second, as a person chooses. */
export const bulkRates = ['1', '2', '5', '10'] as const
export type BulkRate = (typeof bulkRates)[number]
export const defaultBulkRate: BulkRate = '2'

const plainKinds: ReadonlySet<Field['kind']> = new Set(['text', 'integer', 'money', 'rate', 'date', 'choice'])

/**
 * The columns a file of calls to an endpoint has. The user of a card may be left out: the console knows whose it is.
 * @throws RangeError for an endpoint that takes a secret or what no cell can hold: a file would spread it, and a queue keep it
 */
export function columnsOf({ endpoint, fixed = {} }: Pick<BulkJob, 'endpoint' | 'fixed'>): Fields {
  const fields = inputFields(endpointOf(endpoint))
  const ofCard = fields['userBankcardId'] !== undefined && fields['userBankcardId'].optional !== true
  const columns = Object.entries(fields).filter(
    ([name, field]) => !Object.hasOwn(fixed, name) && !(field.optional && field.source === 'demo'),
  )
  const unfit = columns.find(([, field]) => field.secret === true || !plainKinds.has(field.kind))
  if (unfit) throw new RangeError(`${endpoint} cannot be called from a file: ${unfit[0]} must not stand in one.`)
  return Object.fromEntries(
    columns.map(([name, field]) => [name, name === 'uid' && ofCard ? { ...field, optional: true as const } : field]),
  )
}

export const bulkColumns = (kind: BulkKind): Fields => columnsOf(bulkKinds[kind])

/** What is paid for a row: an amount it names, or the fee of the product it names. */
export function paidBy(kind: BulkKind): { by: 'amount' | 'product'; column: string } | null {
  const { endpoint } = bulkKinds[kind]
  const { spends } = endpointOf(endpoint)
  if (spends !== undefined) return { by: 'amount', column: spends }
  const product = Object.entries(bulkColumns(kind)).find(([, { pickFrom }]) => pickFrom?.endpoint === productsEndpoint)
  return product ? { by: 'product', column: product[0] } : null
}

/** How long so many calls take at a rate, at the least, in milliseconds. */
export const bulkDurationMs = (calls: number, rate: BulkRate): number => Math.ceil((calls * 1000) / Number(rate))

/** What a person has to type before a run begins: the total it pays, or how many it is for good for. */
export interface BulkConfirm {
  by: 'amount' | 'count'
  text: string
}

/** Whether a person typed what is asked for; an amount in any way of writing it. */
export function isConfirmed(confirm: BulkConfirm | null, typed: string | undefined): boolean {
  if (confirm === null) return true
  const text = typed?.trim() ?? ''
  if (confirm.by === 'count') return text === confirm.text
  return /^\d{1,20}(\.\d{1,18})?$/.test(text) && compareMoney(text, confirm.text) === 0
}

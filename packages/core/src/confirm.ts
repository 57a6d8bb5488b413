import { compare, isAbsent, valueAt, type Agreement } from './agreement.ts'
import type { ConfirmRule, EntryRule, SameFact } from './confirm-rule.ts'
import { confirmReasons, type ConfirmReasons } from './confirm-reasons.ts'
import { endpointOf, type EndpointKey } from './endpoints/index.ts'
import type { OpenedNotify } from './envelope.ts'
import { isAsinxError, type AsinxErrorCode } from './errors.ts'
import type { Fields } from './field.ts'
import { notifyRowOf } from './notifies.ts'

/** What `confirm` asks with: calls an endpoint by its key and resolves to its result. A `Client` is one. */
export interface Asker {
  /** @throws AsinxError for all trouble with the API; anything else that is thrown counts as a mistake of the program. */
  call(
    endpoint: EndpointKey,
    input: { [name: string]: unknown },
    options: { deadlineMs: number; signal?: AbortSignal },
  ): Promise<unknown>
}

/** What `confirm` may be told beyond the notify. */
export interface ConfirmOptions {
  /** User who has the card; no notify of a card names them, so keep a map from your own register and apply calls. */
  uid?: string | undefined
  /** Our own order that a CARD_RECHARGE_RESULT is about; the notify does not name it. */
  requestOrderId?: string | undefined
  signal?: AbortSignal | undefined
  /** Longest time for all questions together, in milliseconds. Default 15,000. */
  deadlineMs?: number
  /** Milliseconds since 1970; for tests. */
  now?: () => number
}

interface Facts {
  /** A sentence for people, in English. */
  message: string
  /** Endpoint that was asked, where one was. */
  endpoint?: EndpointKey
  /** Paths in the notify's data that the API tells alike; nothing else in it is confirmed. */
  agreed: string[]
  /** Paths in the notify's data that the API tells otherwise. */
  differs: string[]
  /** Why the API did not answer the question. */
  errorCode?: AsinxErrorCode
}

type Why<S> = { [W in keyof ConfirmReasons]: ConfirmReasons[W]['state'] extends S ? W : never }[keyof ConfirmReasons]

/** The API tells the same as the notify in all that matters: see `agreed`. */
export interface Confirmed extends Facts {
  state: 'confirmed'
  why: Why<'confirmed'>
}
/** The API tells otherwise, so the notify is forged, spliced or wrong. */
export interface Contradicted extends Facts {
  state: 'contradicted'
  why: Why<'contradicted'>
}
/** The API was not asked or its answer settles nothing: the notify stays a hint. */
export interface CannotTell extends Facts {
  state: 'cannot_tell'
  why: Why<'cannot_tell'>
}
/** What the API says about a notify; tell the cases apart by `state`. */
export type Confirmation = Confirmed | Contradicted | CannotTell
/** Why a confirmation came out as it did; see `confirmReasons` for the words. */
export type ConfirmWhy = Confirmation['why']

/** Entries asked for per page of a list, and pages looked at before giving up. */
export const confirmPages = { size: 50, most: 10 } as const
const defaultDeadlineMs = 15_000

type Data = { readonly [name: string]: unknown }
type Asked = Data | ConfirmWhy

const end = (why: ConfirmWhy, facts: Partial<Facts> = {}): Confirmation =>
  ({
    state: confirmReasons[why].state,
    why,
    message: confirmReasons[why].text,
    agreed: [],
    differs: [],
    ...facts,
  }) as Confirmation

const errorReasons: Partial<Record<AsinxErrorCode, ConfirmWhy>> = {
  declined: 'declined',
  invalid_input: 'not_askable',
  unreadable_reply: 'unreadable',
  aborted: 'aborted',
}

/** One notify with everything that is needed to ask about it. */
interface Question {
  rule: ConfirmRule
  told: { fields: Fields; data: Data }
  answerFields: Fields
  ask(input: Data): Promise<unknown>
}

const compareIn = ({ told, answerFields }: Question, fact: SameFact, data: Data): Agreement =>
  compare(fact, told, { fields: answerFields, data })

const fits = (question: Question, fact: SameFact, entry: Data): boolean => {
  const agreement = compareIn(question, fact, entry)
  return agreement === 'agrees' || (fact.ifGiven === true && agreement === 'untold')
}

function isInTime({ told }: Question, { time }: EntryRule, entry: Data): boolean {
  const [at, its] = [valueAt(told.data, time.told), entry[time.as]]
  if (typeof at !== 'number' || typeof its !== 'number') return true
  return its >= at - time.beforeMs && its < at + time.afterMs
}

function windowOf({ told }: Question, { time }: EntryRule): Data {
  const at = valueAt(told.data, time.told)
  if (!time.input || typeof at !== 'number') return {}
  return { [time.input.from]: Math.max(0, at - time.beforeMs), [time.input.until]: at + time.afterMs }
}

/** Only an empty page ends the list: nothing says how large a page the vendor gives when it is asked for more. */
async function findEntry(question: Question, input: Data, rule: EntryRule): Promise<Asked> {
  const found: Data[] = []
  for (let pageNum = 1; pageNum <= confirmPages.most; pageNum++) {
    const page = await question.ask({ ...input, ...windowOf(question, rule), pageNum, pageSize: confirmPages.size })
    if (!Array.isArray(page)) return 'unreadable'
    if (page.length === 0) return found.length > 1 ? 'ambiguous' : (found[0] ?? 'not_listed')
    const fitting = (page as Data[]).filter(
      (entry) => isInTime(question, rule, entry) && rule.same.every((fact) => fits(question, fact, entry)),
    )
    found.push(...fitting)
    if (rule.isUnique && found[0]) return found[0]
    if (found.length > 1) return 'ambiguous'
  }
  return 'too_many'
}

function weigh(question: Question, answer: Data): Confirmation {
  const { rule } = question
  const facts = rule.entry ? [...rule.entry.same, ...rule.agree] : rule.agree
  const compared = facts
    .filter(({ told }) => !isAbsent(valueAt(question.told.data, told)))
    .map((fact) => ({ ...fact, agreement: compareIn(question, fact, answer) }))
  const pathsOf = (wanted: Agreement): string[] =>
    compared.filter(({ agreement }) => agreement === wanted).map(({ told }) => told)
  const seen = { endpoint: rule.endpoint, agreed: pathsOf('agrees'), differs: pathsOf('differs') }
  if (seen.differs.length > 0) return end('differs', seen)
  const open = compared.find(({ agreement, ifGiven }) => agreement !== 'agrees' && !ifGiven)
  return end(open?.agreement ?? 'agrees', seen)
}

/** What the endpoint is asked, or why it can't be. */
function inputOf({ rule, told }: Question, { uid, requestOrderId }: ConfirmOptions): Asked {
  const known = { uid, requestOrderId }
  const needed = rule.needs.map((name) => [name, known[name]] as const)
  const lacking = needed.find(([, value]) => !value)
  if (lacking) return lacking[0] === 'uid' ? 'needs_uid' : 'needs_order'
  const members = Object.entries(rule.input).map(([name, path]) => [name, valueAt(told.data, path)] as const)
  const keys = rule.entry?.same.filter(({ ifGiven }) => !ifGiven).map((fact) => valueAt(told.data, fact.told)) ?? []
  return [...members.map(([, value]) => value), ...keys].some(isAbsent)
    ? 'too_little'
    : Object.fromEntries([...needed, ...members])
}

function questionOf(notify: OpenedNotify, client: Asker, options: ConfirmOptions): Question | undefined {
  const row = notifyRowOf(notify.type)
  if (!row.confirm) return undefined
  const { endpoint } = row.confirm
  const now = options.now ?? Date.now
  const until = now() + (options.deadlineMs ?? defaultDeadlineMs)
  const signal = options.signal && { signal: options.signal }
  return {
    rule: row.confirm,
    told: { fields: row.fields, data: notify.data },
    answerFields: endpointOf(endpoint).response,
    ask: (input) => client.call(endpoint, input, { deadlineMs: Math.max(1, until - now()), ...signal }),
  }
}

async function answerTo(question: Question, input: Data): Promise<Asked> {
  const { entry } = question.rule
  if (entry) return findEntry(question, input, entry)
  const answer = await question.ask(input)
  return typeof answer === 'object' && answer !== null && !Array.isArray(answer) ? (answer as Data) : 'unreadable'
}

/**
 * Asks the API for the fact that a notify tells (PROTOCOL section 8). A notify that opens proves nothing: whoever saw
 * ciphertexts of this merchant can cut, move and replay them. Which endpoint and members confirm a notify is in its row.
 * Only reads are called, and trouble with the API ends as `cannot_tell`. A replay of a true notify is confirmed again:
 * that is for `createDedupe`.
 */
export async function confirm(
  notify: OpenedNotify,
  client: Asker,
  options: ConfirmOptions = {},
): Promise<Confirmation> {
  const question = questionOf(notify, client, options)
  if (!question) return end('no_endpoint')
  const input = inputOf(question, options)
  if (typeof input === 'string') return end(input)
  const { endpoint } = question.rule
  try {
    const answer = await answerTo(question, input)
    return typeof answer === 'string' ? end(answer, { endpoint }) : weigh(question, answer)
  } catch (error) {
    if (!isAsinxError(error)) throw error
    return end(errorReasons[error.code] ?? 'no_answer', { endpoint, errorCode: error.code })
  }
}

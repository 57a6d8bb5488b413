import { callEndpoint } from './call.ts'
import type { Settlement } from './endpoint.ts'
import { isEndpointKey } from './endpoints/index.ts'
import { isAsinxError } from './errors.ts'
import { compareMoney, subtractMoney } from './money.ts'
import type { Credit, Evidence } from './outcome.ts'
import type { Ports } from './ports.ts'
import type { Reference } from './reference.ts'

/** Most credits that are shown as evidence. */
export const maxCredits = 20
/** How far the API's clock may be behind ours, in milliseconds: what it dates so much before a send may still belong to it. */
export const clockSkewMs = 300_000

/** Asks the API, and remembers why it could not be asked. */
export interface Asker {
  ask(endpoint: string, input: object): Promise<unknown>
  readonly trouble: string | undefined
}

/** @param time Longest wait for one answer, in milliseconds, asked for anew each time. */
export function createAsker(ports: Ports, time: () => number, signal: AbortSignal | undefined): Asker {
  let trouble: string | undefined
  return {
    async ask(endpoint, input) {
      if (!isEndpointKey(endpoint) || signal?.aborted) return undefined
      try {
        const options = { deadlineMs: Math.max(1, Math.floor(time())), ...(signal && { signal }) }
        return await callEndpoint(ports, { endpoint, input }, options)
      } catch (error) {
        trouble = isAsinxError(error) ? `${error.code}: ${error.message}` : `${endpoint} could not be asked.`
        return undefined
      }
    },
    get trouble() {
      return trouble
    },
  }
}

interface Row {
  recordNo: string
  occurTime?: number
  localCurrencyAmt?: string
  transType?: string
}

const isCredit = ({ localCurrencyAmt }: Row): boolean =>
  localCurrencyAmt !== undefined && compareMoney(localCurrencyAmt, '0') > 0

const creditOf = ({ recordNo, occurTime, localCurrencyAmt = '0', transType }: Row): Credit => ({
  recordNo,
  ...(occurTime !== undefined && { occurTime }),
  amount: localCurrencyAmt,
  ...(transType !== undefined && { transType }),
})

/** What is known of a card's money since a call left: its balance now, and the records since. */
export interface Look {
  evidence: Evidence
  /** How many records of any kind there are since the call left; undefined when they could not be read. */
  records: number | undefined
}

/** Looks at what a person would: the balance before and after, and what came onto the card since. */
export async function gather(
  asker: Asker,
  { rules, reference, now }: { rules: Settlement; reference: Reference; now: number },
): Promise<Look> {
  const { uid, userBankcardId, balanceBefore, sentAt } = reference
  const card = { uid, userBankcardId }
  const isKnown = uid !== undefined && userBankcardId !== undefined
  const balance = rules.balance !== undefined && isKnown ? await asker.ask(rules.balance, card) : undefined
  const window = { fromTimestamp: Math.max(0, sentAt - clockSkewMs), pageSize: maxCredits }
  const list =
    rules.records !== undefined && isKnown ? await asker.ask(rules.records, { ...card, ...window }) : undefined
  const rows = list as Row[] | undefined
  const balanceNow = (balance as { balance?: string } | undefined)?.balance
  const change =
    balanceNow !== undefined && balanceBefore !== undefined ? subtractMoney(balanceNow, balanceBefore) : undefined
  const evidence: Evidence = {
    askedAt: now,
    note: rules.evidence,
    ...(balanceBefore !== undefined && { balanceBefore }),
    ...(balanceNow !== undefined && { balanceNow }),
    ...(change !== undefined && { balanceChange: change }),
    ...(rows && { credits: rows.filter(isCredit).slice(0, maxCredits).map(creditOf) }),
  }
  return { evidence, records: rows?.length }
}

/**
 * Whether what the API shows is the opposite of what a notify claims: money that never came, or money that came although
 * it failed. Other uses of the card hide it, and then nothing is contradicted.
 */
export function contradicts({ evidence, records }: Look, claimed: string): boolean {
  const { balanceChange, credits } = evidence
  if (claimed === 'SUCCESS')
    return balanceChange !== undefined && compareMoney(balanceChange, '0') === 0 && records === 0
  return balanceChange === undefined ? (credits?.length ?? 0) > 0 : compareMoney(balanceChange, '0') > 0
}

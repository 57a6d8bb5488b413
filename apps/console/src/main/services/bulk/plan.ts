import { addMoney, compareMoney, showMoney, subtractMoney } from '@asinx-pay/core'
import type { BulkBlock, BulkCost, BulkPlan, BulkValues, BulkWarning, ProfileLimits } from '../../../shared/bridge.ts'
import { bulkJob, paidBy, type BulkKind } from '../../../shared/bulk.ts'
import { applicationCost, previewRecharge } from '../../../shared/costs.ts'

/** A product of the vendor's list, as far as an application costs. */
export interface ProductPrice {
  id: number
  applyFee?: string | undefined
  applyDiscount?: string | undefined
  enable?: boolean | undefined
}

export interface PlanFacts {
  run: number
  kind: BulkKind
  rows: readonly { line: number; values: BulkValues }[]
  mayWrite: boolean
  /** Absent where nothing is paid. */
  money?: {
    available: string
    limits: ProfileLimits
    spentToday: string
    products: readonly ProductPrice[]
    /** The fee rate of a card's recharges; null: not known. */
    rateOf(userBankcardId: number): string | null
  }
  /** A recharge of the card has no known end. */
  isOpen(userBankcardId: number): boolean
}

type Money = NonNullable<PlanFacts['money']>
type Row = PlanFacts['rows'][number]

interface Price {
  leaves: string
  fee: string | null
}

const zero = '0'

function priceOf({ values }: Row, kind: BulkKind, { products, rateOf }: Money): Price {
  const paid = paidBy(kind)
  if (paid?.by === 'product') {
    const product = products.find(({ id }) => id === values[paid.column])
    return { leaves: applicationCost(product?.applyFee, product?.applyDiscount), fee: zero }
  }
  const amount = String(values[paid?.column ?? ''])
  const rate = rateOf(Number(values['userBankcardId']))
  return { leaves: amount, fee: previewRecharge(amount, { balance: null, rate }).fee }
}

const linesOf = (rows: readonly Row[]): number[] => rows.map(({ line }) => line)

function lineBlocks({ kind, rows }: PlanFacts, { limits, products }: Money): BulkBlock[] {
  const paid = paidBy(kind)
  const { largestRecharge } = limits
  const tooLarge = rows.filter(
    ({ values }) =>
      paid?.by === 'amount' &&
      largestRecharge !== null &&
      compareMoney(String(values[paid.column]), largestRecharge) > 0,
  )
  const notOffered = rows.filter(
    ({ values }) =>
      paid?.by === 'product' && !products.some(({ id, enable }) => id === values[paid.column] && enable !== false),
  )
  return [
    ...(tooLarge.length > 0 ? [{ kind: 'largest' as const, lines: linesOf(tooLarge) }] : []),
    ...(notOffered.length > 0 ? [{ kind: 'notOffered' as const, lines: linesOf(notOffered) }] : []),
  ]
}

function costOf({ kind, rows }: PlanFacts, money: Money): { cost: BulkCost; rateless: number[] } {
  const prices = rows.map((row) => ({ line: row.line, ...priceOf(row, kind, money) }))
  const total = addMoney(zero, ...prices.map(({ leaves }) => leaves))
  const fee = addMoney(zero, ...prices.map((price) => price.fee ?? zero))
  const { available, limits, spentToday } = money
  return {
    cost: {
      total,
      fee,
      receives: paidBy(kind)?.by === 'amount' ? subtractMoney(total, fee) : null,
      available,
      after: subtractMoney(available, total),
      ...limits,
      spentToday,
    },
    rateless: prices.filter((price) => price.fee === null).map(({ line }) => line),
  }
}

function warningsOf(facts: PlanFacts, cost: BulkCost | null, rateless: number[]): BulkWarning[] {
  const isRecharge = paidBy(facts.kind)?.by === 'amount'
  const open = facts.rows.filter(({ values }) => isRecharge && facts.isOpen(Number(values['userBankcardId'])))
  const isOverDay =
    isRecharge &&
    cost !== null &&
    cost.rechargePerDay !== null &&
    compareMoney(addMoney(cost.spentToday, cost.total), cost.rechargePerDay) > 0
  return [
    ...(isOverDay ? [{ kind: 'day' as const }] : []),
    ...(rateless.length > 0 ? [{ kind: 'rateUnknown' as const, lines: rateless }] : []),
    ...(open.length > 0 ? [{ kind: 'open' as const, lines: linesOf(open) }] : []),
  ]
}

function confirmOf({ kind, rows }: PlanFacts, cost: BulkCost | null): BulkPlan['confirm'] {
  if (cost !== null && compareMoney(cost.total, zero) > 0) return { by: 'amount', text: showMoney(cost.total) }
  return bulkJob(kind).isFinal ? { by: 'count', text: String(rows.length) } : null
}

/** What a run will do and cost, what is in its way, and what a person has to type for it. */
export function planOf(facts: PlanFacts): BulkPlan {
  const { run, rows, mayWrite, money } = facts
  const { cost, rateless } = money ? costOf(facts, money) : { cost: null, rateless: [] }
  const blocks: BulkBlock[] = [
    ...(rows.length === 0 ? [{ kind: 'noRows' as const }] : []),
    ...(mayWrite ? [] : [{ kind: 'readOnly' as const }]),
    ...(cost !== null && compareMoney(cost.after, zero) < 0 ? [{ kind: 'balance' as const }] : []),
    ...(money ? lineBlocks(facts, money) : []),
  ]
  return {
    run,
    calls: rows.length,
    cost,
    blocks,
    warnings: warningsOf(facts, cost, rateless),
    confirm: confirmOf(facts, cost),
  }
}

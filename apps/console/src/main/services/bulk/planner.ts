import type { EndpointKey } from '@asinx-pay/core'
import type { BulkPlan } from '../../../shared/bridge.ts'
import { paidBy } from '../../../shared/bulk.ts'
import type { Api } from '../api.ts'
import type { Directory } from '../directory.ts'
import type { Journal } from '../journal.ts'
import type { SpendingLimits } from '../limits.ts'
import type { LiveGuard } from '../live.ts'
import { productsEndpoint } from '../observe.ts'
import type { Profile } from '../profiles.ts'
import { planOf, type PlanFacts, type ProductPrice } from './plan.ts'
import type { RowBook } from './row-book.ts'
import type { StoredRun } from './run-book.ts'

export interface PlannerPorts {
  rows: Pick<RowBook, 'waiting'>
  api: Api
  directory: Directory
  journal: Journal
  limits: SpendingLimits
  live: LiveGuard
}

const assetEndpoint = 'merchant.asset' satisfies EndpointKey

/** Makes the plan of a run with what the API and this console know now. @throws AsinxError when the API cannot be asked */
export function createPlanner({ rows, api, directory, journal, limits, live }: PlannerPorts) {
  async function moneyOf(profile: Profile, run: StoredRun): Promise<PlanFacts['money']> {
    const paid = paidBy(run.kind)
    if (!paid) return undefined
    const asset = (await api.call(profile, assetEndpoint, {})) as { availableAmount: string }
    const products = paid.by === 'product' ? await api.call(profile, productsEndpoint, {}) : []
    return {
      available: asset.availableAmount,
      limits: profile.limits,
      spentToday: limits.spentToday(profile.id),
      products: products as ProductPrice[],
      rateOf: (cardId) => directory.card(profile.id, cardId)?.rechargeFee ?? null,
    }
  }

  return async function plan(profile: Profile, run: StoredRun): Promise<BulkPlan> {
    const money = await moneyOf(profile, run)
    return planOf({
      run: run.run,
      kind: run.kind,
      rows: rows.waiting(run.run),
      mayWrite: live.mayWrite(profile),
      ...(money && { money }),
      isOpen: (cardId) => journal.hasOpen(profile.id, cardId),
    })
  }
}

import type { AccountViews } from '../../shared/bridge.ts'
import { createAssetHistory } from '../services/insight/asset-history.ts'
import type { Services } from '../services.ts'
import type { Table } from './area.ts'

/** What the merchant's account holds and held. */
export function accountArea(services: Services): { views: Table<AccountViews> } {
  const { home, activeProfile } = services
  const book = createAssetHistory(services)
  return {
    views: {
      account: {
        fields: { days: { kind: 'integer', label: 'Days', doc: 'Days.' } },
        async run({ days }) {
          const profile = activeProfile()
          const assets = await home.assets(profile)
          return { assets, history: book.read(profile.id, days) }
        },
      },
    },
  }
}

import type { HomeViews } from '../../shared/bridge.ts'
import type { Services } from '../services.ts'
import type { Table } from './area.ts'

/** What needs a person, and how things stand. */
export function homeArea({ home, trends, activeProfile }: Services): { views: Table<HomeViews> } {
  return {
    views: {
      home: { fields: {}, run: async () => home.read(activeProfile()) },
      trends: {
        fields: { days: { kind: 'integer', label: 'Days', doc: 'Days.' } },
        run: async ({ days }) => trends.read(activeProfile().id, days),
      },
    },
  }
}

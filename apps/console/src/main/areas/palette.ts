import type { PaletteViews } from '../../shared/bridge.ts'
import type { Services } from '../services.ts'
import { createFinder } from '../services/finder.ts'
import { createNotifyBook } from '../services/notify-book.ts'
import type { Table } from './area.ts'
import { text } from './fields.ts'

/** One search over everything that is known here. */
export function paletteArea(services: Services): { views: Table<PaletteViews> } {
  const finder = createFinder({ ...services, book: createNotifyBook(services) })
  return {
    views: {
      palette: {
        fields: { search: text('Search', '.{1,100}') },
        run: async ({ search }) => finder.find(services.activeProfile().id, search),
      },
    },
  }
}

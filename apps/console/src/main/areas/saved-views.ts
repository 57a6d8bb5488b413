import type { SavedView, SavedViewCommands, SavedViewViews } from '../../shared/bridge.ts'
import { ConsoleError } from '../errors.ts'
import type { Services } from '../services.ts'
import type { Table } from './area.ts'
import { choice, text } from './fields.ts'

/** Most views of an area. */
export const maxViews = 50
/** Longest filter, in UTF-16 units. */
const maxFilter = 2000

const area = choice('Area', ['transactions'])

/** Filters that people saved under a name, each merchant profile its own. */
export function savedViewArea({ db, events, now, activeProfile }: Services): {
  commands: Table<SavedViewCommands>
  views: Table<SavedViewViews>
} {
  const list = (profileId: string, of: string): SavedView[] =>
    db.all<SavedView>(
      `select id, name, filter from saved_views where profile_id = $profileId and area = $of order by name collate nocase`,
      { profileId, of },
    )
  return {
    commands: {
      'view.save': {
        fields: { area, name: text('Name', '\\S.{0,59}'), filter: text('Filter', `\\{.{0,${maxFilter}}\\}`) },
        async run({ area: of, name, filter }) {
          const { id: profileId } = activeProfile()
          if (list(profileId, of).length >= maxViews) throw new ConsoleError('busy', `There are ${maxViews} views.`)
          db.run(
            `insert into saved_views (profile_id, area, name, filter, created_at)
             values ($profileId, $of, $name, $filter, $now)
             on conflict (profile_id, area, name) do update set filter = $filter`,
            { profileId, of, name, filter, now: now() },
          )
          events.emit('views.changed', null)
          return null
        },
      },
      'view.remove': {
        fields: { id: { kind: 'integer', label: 'View', doc: 'View.' } },
        async run({ id }) {
          db.run('delete from saved_views where id = $id and profile_id = $profileId', {
            id,
            profileId: activeProfile().id,
          })
          events.emit('views.changed', null)
          return null
        },
      },
    },
    views: { savedViews: { fields: { area }, run: async ({ area: of }) => list(activeProfile().id, of) } },
  }
}

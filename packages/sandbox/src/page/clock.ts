import { html } from 'hono/html'
import type { JobRow } from '../schema.ts'
import { addressOf, type Visit } from './visit.ts'
import { askFirst, deed, deeds, input, panel, question } from './forms.ts'
import { code, facts, mark, section, table, time, type Html } from './parts.ts'

/** How much of what is due is shown. */
const shownJobs = 10

const steps: readonly (readonly [label: string, ms: number])[] = [
  ['+1 second', 1_000],
  ['+1 minute', 60_000],
  ['+1 hour', 3_600_000],
  ['+1 day', 86_400_000],
  ['+30 days', 30 * 86_400_000],
]

function times(visit: Visit): Html {
  const { clock } = visit.world.bank
  const isFrozen = clock.isFrozen()
  return html`${facts([
    ['Now, UTC', time(clock.now())],
    ['State', isFrozen ? mark('frozen') : 'running'],
    ['Ahead of the real clock, in seconds', Math.round(clock.offset() / 1000)],
  ])}
  ${section(
    'Move it',
    panel(
      deed(visit, isFrozen ? { to: '/clock/resume', label: 'Let it run' } : { to: '/clock/freeze', label: 'Freeze' }),
      deeds(...steps.map(([label, ms]) => deed(visit, { to: '/clock/advance', label, values: { ms: String(ms) } }))),
      deed(visit, {
        to: '/clock/set',
        label: 'Set',
        fields: input({
          name: 'at',
          label: 'Time, UTC',
          value: new Date(clock.now()).toISOString(),
          required: true,
          long: true,
        }),
      }),
      html`<p>What is due on the way happens at its own time. Once something has happened, it only goes forward.</p>`,
    ),
  )}`
}

const due = ({ world: { bank } }: Visit): Html =>
  table({
    title: 'what is due',
    rows: bank.store.all<JobRow>('SELECT * FROM jobs ORDER BY dueAt, id LIMIT ?', shownJobs),
    empty: 'Nothing is due.',
    columns: [
      { title: 'Due', cell: ({ dueAt }) => time(dueAt) },
      { title: 'What', cell: ({ kind }) => code(kind) },
      { title: 'Of', cell: ({ reference }) => (reference === '0' ? '' : code(reference)) },
    ],
  })

const snapshots = (visit: Visit): Html[] => [
  table({
    title: 'snapshots',
    rows: visit.world.snapshots.list(),
    empty: 'No snapshot has been taken.',
    columns: [
      { title: 'No.', cell: ({ id }) => id, kind: 'n' },
      { title: 'Taken at', cell: ({ at }) => time(at) },
      {
        title: 'Do',
        cell: ({ id }) =>
          deeds(
            askFirst(visit, `restore-${id}`, `Restore ${id}…`),
            deed(visit, { to: `/snapshots/${id}/remove`, label: 'Forget', about: id, danger: true }),
          ),
      },
    ],
  }),
  panel(deed(visit, { to: '/snapshots', label: 'Take a snapshot' })),
]

function asked(visit: Visit): Html | '' {
  const { confirm = '' } = visit.query
  if (confirm === 'reset')
    return question(visit, 'Begin anew? Everything is lost but the snapshots.', {
      to: '/reset',
      label: 'Reset the sandbox',
    })
  const id = /^restore-(\d+)$/.exec(confirm)?.[1]
  if (id === undefined) return ''
  return question(visit, `Put snapshot ${id} in place of what there is now? What is there now is lost.`, {
    to: `/snapshots/${id}/restore`,
    label: `Restore snapshot ${id}`,
  })
}

export const clock = (visit: Visit): (Html | '')[] => [
  asked(visit),
  times(visit),
  section('What is due', due(visit)),
  section('Snapshots', snapshots(visit)),
  section(
    'Begin anew',
    panel(html`<a href="${addressOf({ view: 'clock', confirm: 'reset' })}">Reset the sandbox…</a>`),
  ),
]

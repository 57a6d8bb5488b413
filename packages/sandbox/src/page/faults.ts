import { html } from 'hono/html'
import type { PlannedFault } from '../faults/book.ts'
import { callFaults, notifyFaults, type FaultKind } from '../faults/kinds.ts'
import { faultFields, sideOf, type Side } from '../faults/plan.ts'
import type { Field, Fields } from '@asinx-pay/core'
import { askFirst, choice, deed, input, panel, question } from './forms.ts'
import { code, link, members, section, table, type Html } from './parts.ts'
import type { Visit } from './visit.ts'

const kinds: Readonly<Record<Side, Readonly<Record<string, FaultKind>>>> = { call: callFaults, notify: notifyFaults }

function planned({ fault }: PlannedFault): { side: Side; target: string; kind: string; rest: object } {
  const side = sideOf(fault)
  const { kind, [side]: target, ...rest } = fault as unknown as Record<string, string>
  return { side, target: target ?? '', kind: kind ?? '', rest }
}

const plan = (visit: Visit): Html =>
  table({
    title: 'fault plan',
    rows: visit.world.faults.list().map((row) => ({ ...row, ...planned(row) })),
    empty: 'Nothing goes wrong on purpose: choose a fault below.',
    columns: [
      { title: 'No.', cell: ({ id }) => id, kind: 'n' },
      { title: 'Of', cell: ({ side }) => side },
      { title: 'Hits', cell: ({ target }) => (target === '*' ? 'all' : code(target)) },
      { title: 'Kind', cell: ({ kind }) => code(kind) },
      { title: 'With', cell: ({ rest }) => members(rest), kind: 'wide' },
      { title: 'Seen', cell: ({ seen }) => seen, kind: 'n' },
      { title: 'Hit', cell: ({ hits }) => hits, kind: 'n' },
      {
        title: 'Do',
        cell: ({ id, kind }) =>
          deed(visit, { to: `/faults/${id}/remove`, label: 'Remove', about: `${id} ${kind}`, danger: true }),
      },
    ],
  })

/** The control of a member, from its row. */
function control(name: string, field: Field): Html {
  const label = `${field.label}${field.optional ? '' : ' *'}`
  const absent = field.optional ? [['', 'default'] as const] : []
  if (field.kind === 'flag') return choice({ name, label, options: [...absent, ['true', 'yes'], ['false', 'no']] })
  if (field.kind === 'choice')
    return choice({
      name,
      label,
      options: [
        ...absent,
        ...Object.entries(field.options).map(([value, { text }]) => [value, value === '*' ? 'all' : text] as const),
      ],
    })
  return input({
    name,
    label,
    example: field.example === undefined ? '' : String(field.example),
    required: !field.optional,
    ...(field.kind === 'integer' && { mode: 'numeric' as const }),
  })
}

const explained = (fields: Fields): Html =>
  html`<details>
    <summary>What each member does</summary>
    <ul>
      ${Object.values(fields).map(({ label, doc }) => html`<li>${label}: ${doc}</li>`)}
    </ul>
  </details>`

/** The form of the kind that was chosen: as the query says, `call:pending`. */
function addForm(visit: Visit): Html | '' {
  const [side = '', kind = ''] = (visit.query.add ?? '').split(':')
  if (side !== 'call' && side !== 'notify') return ''
  const fields = faultFields(side, kind)
  const row = kinds[side][kind]
  if (!fields || !row) return ''
  return section(
    `Add ${kind}`,
    panel(
      html`<p>${row.doc}</p>`,
      deed(visit, {
        to: '/faults',
        label: 'Add the fault',
        values: { kind },
        fields: Object.entries(fields).map(([name, field]) => control(name, field)),
      }),
      explained(fields),
    ),
  )
}

const catalogue = (side: Side): Html =>
  table({
    title: `faults of ${side}s`,
    rows: Object.entries(kinds[side]),
    empty: '',
    columns: [
      { title: 'Kind', cell: ([kind]) => link(kind, { view: 'faults', add: `${side}:${kind}` }) },
      { title: 'What it does', cell: ([, { doc }]) => doc, kind: 'wide' },
      { title: 'Members', cell: ([, { fields }]) => code(Object.keys(fields).join(', ')) },
    ],
  })

export const faults = (visit: Visit): (Html | '')[] => [
  visit.query.confirm === 'clear'
    ? question(visit, 'Take every fault out of the plan?', { to: '/faults/clear', label: 'Clear the plan' })
    : '',
  addForm(visit),
  section('The plan', plan(visit)),
  visit.world.faults.list().length > 0 ? html`<p class="pager">${askFirst(visit, 'clear', 'Clear the plan…')}</p>` : '',
  section('Faults of calls', catalogue('call')),
  section('Faults of notifies', catalogue('notify')),
]

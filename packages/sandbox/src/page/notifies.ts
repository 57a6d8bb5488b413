import { notifyTypes } from '@asinx-pay/core'
import { stateKinds } from '../state.ts'
import { choice, deed, input, panel } from './forms.ts'
import { code, content, listing, mark, section, table, time, type Html } from './parts.ts'
import { deliveryStates } from './tables.ts'
import type { Visit } from './visit.ts'

const addresses = (visit: Visit): Html[] => [
  table({
    title: 'addresses',
    rows: visit.world.addresses.list(),
    empty: 'No address receives notifies: add one here, or start with --notify URL.',
    columns: [
      { title: 'Address', cell: ({ url }) => code(url) },
      {
        title: 'Do',
        cell: ({ url }) =>
          deed(visit, { to: '/notify-addresses/remove', label: 'Remove', about: url, values: { url }, danger: true }),
      },
    ],
  }),
  panel(
    deed(visit, {
      to: '/notify-addresses',
      label: 'Add the address',
      fields: input({ name: 'url', label: 'URL', example: 'http://127.0.0.1:3000/notify', required: true, long: true }),
    }),
  ),
]

const triggerForm = (visit: Visit): Html =>
  panel(
    deed(visit, {
      to: '/notifies',
      label: 'Send it',
      fields: [
        choice({ name: 'type', label: 'Type', options: notifyTypes.map((type) => [type, type]) }),
        input({ name: 'card', label: 'Card', example: 'newest', mode: 'numeric' }),
      ],
    }),
  )

const deliveries = (visit: Visit): Html =>
  listing(visit, {
    title: 'deliveries',
    by: 'deliveries',
    read: (page) => stateKinds.deliveries(visit.world.bank, page),
    empty: 'Nothing has been sent yet.',
    columns: [
      { title: 'Notify', cell: ({ type }) => type },
      { title: 'Made', cell: ({ createdAt }) => time(createdAt) },
      { title: 'To', cell: ({ url }) => code(url) },
      { title: 'State', cell: ({ status }) => mark(status) },
      { title: 'Tries', cell: ({ attempts }) => attempts, kind: 'n' },
      { title: 'Answer', cell: ({ answer }) => answer ?? '' },
      { title: 'Next try', cell: ({ status, nextTryAt }) => (status === 'waiting' ? time(nextTryAt) : '') },
      {
        title: 'Do',
        cell: ({ id, type }) =>
          deed(visit, { to: `/deliveries/${id}/resend`, label: 'Resend', about: `${type} ${id}` }),
      },
    ],
  })

const made = (visit: Visit): Html =>
  listing(visit, {
    title: 'notifies',
    by: 'notifies',
    read: (page) => stateKinds.notifies(visit.world.bank, page),
    empty: 'No notify has been made yet.',
    columns: [
      { title: 'Number', cell: ({ uniqueNo }) => code(uniqueNo) },
      { title: 'Notify', cell: ({ type }) => type },
      { title: 'Made', cell: ({ createdAt }) => time(createdAt) },
      { title: 'Sent', cell: ({ uniqueNo }) => deliveryStates(visit.world.bank, uniqueNo) },
      { title: 'Says', cell: ({ data }) => content(data), kind: 'wide' },
    ],
  })

export const notifies = (visit: Visit): Html[] => [
  section('Addresses', addresses(visit)),
  section('Send a notify of what there is, or made up', triggerForm(visit)),
  section('Deliveries', deliveries(visit)),
  section('Notifies made', made(visit)),
]

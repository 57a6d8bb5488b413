import { stateKinds } from '../state.ts'
import { amountInput, deed, deeds } from './forms.ts'
import { code, listing, mark, time, type Html } from './parts.ts'
import type { Visit } from './visit.ts'

export const users = (visit: Visit): Html =>
  listing(visit, {
    title: 'users',
    by: 'before',
    read: (page) => stateKinds.users(visit.world.bank, page),
    empty: 'No users yet: they are registered over the API.',
    columns: [
      { title: 'User', cell: ({ uid }) => code(uid) },
      { title: 'Email', cell: ({ email }) => email },
      { title: 'KYC', cell: ({ kyc }) => mark(kyc) },
      { title: 'Since', cell: ({ createdAt }) => time(createdAt) },
      {
        title: 'Do',
        cell: ({ uid, email, kyc }) =>
          deeds(
            deed(visit, {
              to: `/users/${encodeURIComponent(uid)}/deposit`,
              label: 'Deposit USDT',
              about: email,
              fields: amountInput('100', email),
            }),
            kyc === 'PASSED'
              ? ''
              : deed(visit, { to: `/users/${encodeURIComponent(uid)}/verify`, label: 'Pass KYC', about: email }),
          ),
      },
    ],
  })

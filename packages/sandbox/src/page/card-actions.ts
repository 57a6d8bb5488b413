import { transactionResponseCodes } from '@asinx-pay/core'
import { html } from 'hono/html'
import { nextStatus } from '../card-life.ts'
import { approved, rates } from '../declines.ts'
import { requireProduct } from '../products.ts'
import type { CardRow } from '../schema.ts'
import { kindOf, orderableKinds } from '../transaction-kinds.ts'
import { amountInput, askFirst, choice, deed, input, panel, question } from './forms.ts'
import type { Html } from './parts.ts'
import type { Visit } from './visit.ts'

const isDecided = ({ status }: CardRow): boolean => !nextStatus(status, 'approve') && !nextStatus(status, 'reapply')

const decision = (visit: Visit, { id }: CardRow): Html =>
  panel(
    deed(visit, { to: `/cards/${id}/approve`, label: 'Approve' }),
    deed(visit, {
      to: `/cards/${id}/reject`,
      label: 'Reject',
      fields: input({ name: 'reason', label: 'Reason', example: "the vendor's sample", long: true }),
      danger: true,
    }),
  )

const declines = Object.entries(transactionResponseCodes).filter(([code]) => code !== approved)

/** Has something happen on the card, and says whether the rules decide it or a code does. */
function transactionForm(visit: Visit, { id, productId }: CardRow): Html {
  const nature = requireProduct(productId).bankCardNature
  const kinds = orderableKinds.filter((kind) => kindOf(kind).type[nature] !== undefined)
  return panel(
    deed(visit, {
      to: `/cards/${id}/transactions`,
      label: 'Make it happen',
      fields: [
        choice({ name: 'kind', label: 'Kind', options: kinds.map((kind) => [kind, kind]) }),
        amountInput('12.50'),
        choice({ name: 'currency', label: 'Currency', options: Object.keys(rates).map((name) => [name, name]) }),
        input({ name: 'merchant', label: 'Merchant', value: 'COFFEE CORNER' }),
        input({ name: 'original', label: 'Record it gives back' }),
        choice({
          name: 'respCode',
          label: 'Outcome',
          options: [
            ['', 'as the rules decide'],
            ...declines.map(([code, { text }]) => [code, `${code} ${text}`] as const),
          ],
        }),
        ...(nature === 'PHYSICAL'
          ? [
              choice({
                name: 'hold',
                label: 'Stands as',
                options: [
                  ['', 'posted'],
                  ['true', 'pending'],
                ],
              }),
            ]
          : []),
      ],
    }),
  )
}

const merchantsSide = (visit: Visit, { id, status, enabled }: CardRow): (Html | '')[] => [
  nextStatus(status, 'freeze') === undefined
    ? ''
    : deed(
        visit,
        enabled ? { to: `/cards/${id}/freeze`, label: 'Freeze' } : { to: `/cards/${id}/unfreeze`, label: 'Unfreeze' },
      ),
  status !== 'CLOSE_PROCESSING' && nextStatus(status, 'close') ? askFirst(visit, 'close', 'Close the card…') : '',
]

/** What can be done to a card as it stands. */
export function cardActions(visit: Visit, card: CardRow): Html[] {
  if (nextStatus(card.status, 'approve')) return [decision(visit, card)]
  if (!isDecided(card)) return [html`<p class="lead">The application was rejected; the merchant can apply again.</p>`]
  if (card.status === 'CLOSE')
    return [
      html`<p class="lead">The card is closed; what happens on it now is declined.</p>`,
      transactionForm(visit, card),
    ]
  const to = `/cards/${card.id}/close`
  const ask = 'Close this card for good? What is left on it goes back to the merchant.'
  return [
    ...(visit.query.confirm === 'close' ? [question(visit, ask, { to, label: 'Close the card' })] : []),
    transactionForm(visit, card),
    panel(
      deed(visit, { to: `/cards/${card.id}/verification-code`, label: 'Send a verification code' }),
      ...merchantsSide(visit, card),
    ),
  ]
}

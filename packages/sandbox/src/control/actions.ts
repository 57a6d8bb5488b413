import type { World } from '../world.ts'
import { shownNumber } from '../card-life.ts'
import { approveCard, closeCard, enableCard, rejectCard } from '../cards.ts'
import { depositCoins, topUpMerchant } from '../deposits.ts'
import { settleOrder } from '../recharges.ts'
import { refused } from '../refusal.ts'
import type { CardRow } from '../schema.ts'
import { endHold } from '../spending.ts'
import { passKyc } from '../users.ts'
import { clockActions } from './clock.ts'
import { faultActions } from './faults.ts'
import { ended, spendWith } from './spending.ts'
import { trigger } from './trigger.ts'
import { amount, card, oneOf, text, user, type Input } from './input.ts'

/** Something done to the simulated world from outside the API; `id` is the one in its path. */
export type Action = (world: World, input: Input, id: string) => unknown

const shown = ({ id, status }: CardRow) => ({ userBankcardId: id, status })

function verificationCode({ bank }: World, _: Input, id: string): unknown {
  const found = card(bank, id)
  bank.notify('TRANSACTION_VERIFICATION_CODE', {
    userBankcardId: found.id,
    code: bank.ids.digits('code', 6),
    cardNo: shownNumber(found),
    createAt: bank.clock.now(),
  })
  return shown(found)
}

function deposit({ bank }: World, input: Input, uid: string): unknown {
  user(bank, uid)
  const wish = { amount: amount(input), symbol: text(input, 'symbol', 'USDT') }
  const { orderNo, receiveAmount } = depositCoins(bank, uid, wish)
  return { orderNo, receiveAmount }
}

/** What can be done to the simulated world from outside the API. */
export const actions: Record<string, Action> = {
  '/cards/:id/approve': ({ bank }, _, id) => shown(approveCard(bank, card(bank, id))),
  '/cards/:id/reject': ({ bank }, input, id) =>
    shown(rejectCard(bank, card(bank, id), input.reason === undefined ? undefined : text(input, 'reason'))),
  '/cards/:id/purchase': (world, input, id) => spendWith(world, { ...input, kind: 'purchase' }, id),
  '/cards/:id/transactions': spendWith,
  '/transactions/:id/post': ({ bank }, _, id) => ended(endHold(bank, id, 'post')),
  '/transactions/:id/void': ({ bank }, _, id) => ended(endHold(bank, id, 'void')),
  '/cards/:id/verification-code': verificationCode,
  '/cards/:id/freeze': ({ bank }, _, id) => shown(enableCard(bank, card(bank, id), false)),
  '/cards/:id/unfreeze': ({ bank }, _, id) => shown(enableCard(bank, card(bank, id), true)),
  '/cards/:id/close': ({ bank }, _, id) => {
    const { requestOrderId, status } = closeCard(bank, card(bank, id))
    return { requestOrderId, status }
  },
  '/users/:id/deposit': deposit,
  '/users/:id/verify': ({ bank }, _, uid) => {
    user(bank, uid)
    passKyc(bank, uid)
    return { uid, kyc: 'PASSED' }
  },
  '/merchant/top-up': ({ bank }, input) => {
    const { orderNo, receiveAmount } = topUpMerchant(bank, amount(input))
    return { orderNo, receiveAmount }
  },
  '/orders/:id/settle': ({ bank }, input, id) => {
    const { requestOrderId, status } = settleOrder(bank, id, oneOf(input, 'status', ['SUCCESS', 'FAILED'] as const))
    return { requestOrderId, status }
  },
  '/deliveries/:id/resend': ({ notifier }, _, id) => {
    if (!notifier.resend(Number(id))) throw refused('The delivery does not exist.')
    return { id: Number(id) }
  },
  '/notifies': trigger,
  '/notify-addresses': ({ addresses }, input) => {
    addresses.add(text(input, 'url'))
    return { url: input.url }
  },
  '/notify-addresses/remove': ({ addresses }, input) => {
    addresses.remove(text(input, 'url'))
    return {}
  },
  ...faultActions,
  ...clockActions,
}

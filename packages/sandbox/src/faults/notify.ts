import { notifyTypes, type NotifyType } from '@asinx-pay/core'
import type { Shapers } from './reply.ts'
import type { NotifyFault, NotifyFaultOf } from './plan.ts'
import type { NotifyFaultName } from './kinds.ts'

/** A notify as it is about to be sealed and sent. */
export interface NotifyPlan {
  type: NotifyType
  /** Members of the envelope. */
  envelope: { appId: string; type: string; result: string }
  /** What is inside, as it is written. */
  content: unknown
  /** How often it is delivered more, and whether under numbers of their own. */
  copies: number
  newNumbers: boolean
  delayMs: number
  /** Waits until the next one to the address has been queued. */
  behind: boolean
  dropped: boolean
}

type Shaper<K extends NotifyFaultName> = (plan: NotifyPlan, fault: NotifyFaultOf<K>, shapers: Shapers) => NotifyPlan

const withResult = (plan: NotifyPlan, result: string): NotifyPlan => ({
  ...plan,
  envelope: { ...plan.envelope, result },
})

const otherType = (type: NotifyType): NotifyType =>
  notifyTypes[(notifyTypes.indexOf(type) + 1) % notifyTypes.length] ?? type

const shapersOf: { [K in NotifyFaultName]: Shaper<K> } = {
  duplicate: (plan, { copies = 1, newNumber = false }) => ({
    ...plan,
    copies: plan.copies + copies,
    newNumbers: plan.newNumbers || newNumber,
  }),
  delay: (plan, { ms }) => ({ ...plan, delayMs: plan.delayMs + ms }),
  reorder: (plan) => ({ ...plan, behind: true }),
  drop: (plan) => ({ ...plan, dropped: true }),
  garbage: (plan, _, { noise }) => withResult(plan, noise(plan.envelope.result.length)),
  truncated: (plan) => withResult(plan, plan.envelope.result.slice(0, plan.envelope.result.length / 2)),
  'wrong-key': (plan, _, { foreign }) => withResult(plan, foreign.sealResult(plan.content)),
  base64: (plan) => withResult(plan, Buffer.from(plan.envelope.result, 'hex').toString('base64')),
  'wrong-type': (plan) => ({ ...plan, envelope: { ...plan.envelope, type: otherType(plan.type) } }),
  'wrong-app': (plan) => ({ ...plan, envelope: { ...plan.envelope, appId: 'app_000000' } }),
}

/** Seals a notify and does to it what the faults say. */
export function planNotify(
  shapers: Shapers,
  faults: readonly NotifyFault[],
  notify: { type: NotifyType; content: unknown },
): NotifyPlan {
  const { type, content } = notify
  const plan: NotifyPlan = {
    type,
    content,
    envelope: { appId: shapers.codec.appId, type, result: shapers.codec.sealResult(content) },
    copies: 0,
    newNumbers: false,
    delayMs: 0,
    behind: false,
    dropped: false,
  }
  return faults.reduce(
    (shaped, fault) => (shapersOf[fault.kind] as Shaper<NotifyFaultName>)(shaped, fault, shapers),
    plan,
  )
}

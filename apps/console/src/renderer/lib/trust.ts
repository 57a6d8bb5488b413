import { isNotifyType, notifyRowOf, type Field } from '@asinx-pay/core'
import type { NotifyRow } from '../../shared/bridge.ts'
import type { NotifyTrust } from '../../shared/notifies.ts'
import type { Look } from './status.ts'

/** How far a notify can be believed. A number that came with other content is an alarm, whatever the API said. */
export const trustOf = ({ conflict, check }: NotifyRow): NotifyTrust =>
  conflict ? 'conflict' : (check?.state ?? 'unchecked')

export const trustLooks: Record<NotifyTrust, Look> = {
  unchecked: { tone: 'calm', shape: 'ring' },
  confirmed: { tone: 'good', shape: 'disc' },
  contradicted: { tone: 'bad', shape: 'triangle' },
  cannot_tell: { tone: 'doubt', shape: 'half' },
  conflict: { tone: 'bad', shape: 'diamond' },
}

/** The label of a member by its dotted path; the path itself where no row describes it. */
export function labelOfPath(type: string, path: string): string {
  let field: Field | undefined
  let fields = isNotifyType(type) ? notifyRowOf(type).fields : {}
  for (const name of path.split('.')) {
    field = Object.hasOwn(fields, name) ? (fields as Record<string, Field>)[name] : undefined
    fields = field?.kind === 'group' ? field.fields : {}
  }
  return field?.label ?? path
}

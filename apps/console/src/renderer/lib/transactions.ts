import type { Endpoints, Result } from '@asinx-pay/core'
import type { Look } from './status.ts'

export type Transaction = Result<Endpoints['bankcard.transactions']>[number]

/** Whether an authorisation was refused; physical cards say it in lower case. */
export const isDeclined = ({ transStatus }: Pick<Transaction, 'transStatus'>): boolean =>
  transStatus?.toLowerCase() === 'declined'

const looks: Readonly<Record<string, Look>> = {
  approved: { tone: 'good', shape: 'disc' },
  posted: { tone: 'good', shape: 'disc' },
  pending: { tone: 'wait', shape: 'half' },
  declined: { tone: 'bad', shape: 'triangle' },
  vodi: { tone: 'calm', shape: 'square' },
}

/** The published list is open, so an unlisted status stays neutral. */
export const transactionLook = (status: string | undefined): Look =>
  looks[status?.toLowerCase() ?? ''] ?? { tone: 'calm', shape: 'ring' }

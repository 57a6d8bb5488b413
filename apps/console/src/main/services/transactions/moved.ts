import type { transactionStatuses } from '@asinx-pay/core'

/** Statuses of transactions that moved no money, in lower case: an unlisted one is taken to have moved it. */
const still = ['DECLINED', 'declined', 'vodi'] satisfies (keyof typeof transactionStatuses)[]
const stillWords: ReadonlySet<string> = new Set(still.map((status) => status.toLowerCase()))

export const hasMoved = (status: string | null): boolean => !stillWords.has(status?.toLowerCase() ?? '')

/** Whether a column of statuses says that no money moved, in SQL. */
export const isStillSql = (column: string): string =>
  `lower(coalesce(${column}, '')) in (${[...stillWords].map((status) => `'${status}'`).join(', ')})`

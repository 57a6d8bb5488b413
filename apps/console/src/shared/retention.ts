/**
 * What may be kept for a while only, and for how many days a person may choose; `0`: for good. Users, cards, merchants,
 * the journal, and whatever an open outcome rests on stay in any case.
 */
export const retentionChoices = {
  requests: ['30', '90', '365', '0'],
  notifies: ['90', '365', '1095', '0'],
  transactions: ['90', '365', '1095', '0'],
  audit: ['365', '1095', '2555', '0'],
} as const

export type RetentionKind = keyof typeof retentionChoices
export type RetentionDays = (typeof retentionChoices)[RetentionKind][number]

export const retentionKinds = Object.keys(retentionChoices) as RetentionKind[]

/** Until somebody chooses. */
export const usualRetention: Readonly<Record<RetentionKind, RetentionDays>> = {
  requests: '90',
  notifies: '0',
  transactions: '0',
  audit: '0',
}

/** How far a notify is believed. `unchecked`: nobody asked; `conflict`: its number came with other content. */
export const notifyTrusts = ['unchecked', 'confirmed', 'contradicted', 'cannot_tell', 'conflict'] as const

export type NotifyTrust = (typeof notifyTrusts)[number]

/** Why something that was posted was not taken. `not_opened`: an older console did not tell more. */
export type RefusalReason =
  'too_large' | 'garbled' | 'foreign_app' | 'other_key' | 'not_fitting' | 'no_secret' | 'code_too_old' | 'not_opened'

/** Minutes without anybody after which the console locks; `0`: never. */
export const idleChoices = ['5', '15', '30', '60', '0'] as const

export type IdleMinutes = (typeof idleChoices)[number]

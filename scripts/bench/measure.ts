/** Something to time: one call of `run` does the work once. */
export interface Contender {
  name: string
  run(): unknown
}

/** Calls per second, one figure a round. */
export interface Measured {
  name: string
  perSecond: readonly number[]
}

/** The value below which a part of them lies, between two neighbours in proportion. */
function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  const at = (sorted.length - 1) * part
  const below = sorted[Math.floor(at)] ?? 0
  return below + ((sorted[Math.ceil(at)] ?? below) - below) * (at - Math.floor(at))
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Half of the range in which the middle half of the rounds lies, in per cent of the median. */
export const spread = (values: readonly number[]): number =>
  ((quantile(values, 0.75) - quantile(values, 0.25)) / 2 / median(values)) * 100

/** How many times the other's rate ours is, round by round. */
export const ratio = (ours: Measured, other: Measured): number[] =>
  ours.perSecond.map((value, round) => value / (other.perSecond[round] ?? value))

/** Calls between two looks at the clock, so that looking costs nothing. */
const batch = 16

/** Milliseconds this thread has been at work: what else the machine does is not in them. */
export function workedMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

function timeRound({ run }: Contender, roundMs: number): number {
  const begun = workedMs()
  let calls = 0
  let elapsed = 0
  while (elapsed < roundMs) {
    for (let index = 0; index < batch; index++) run()
    calls += batch
    elapsed = workedMs() - begun
  }
  return (calls / elapsed) * 1000
}

/** Rounds of all contenders in turn, so that what disturbs the machine disturbs all; a first round warms up and is not counted. */
export function measure(contenders: readonly Contender[], options: { rounds: number; roundMs: number }): Measured[] {
  const measured = contenders.map(({ name }) => ({ name, perSecond: [] as number[] }))
  for (let round = 0; round <= options.rounds; round++)
    for (const [index, contender] of contenders.entries()) {
      const perSecond = timeRound(contender, options.roundMs)
      if (round > 0) measured[index]?.perSecond.push(perSecond)
    }
  return measured
}

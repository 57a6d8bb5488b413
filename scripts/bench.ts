/** `pnpm bench [codec|servers|cards|console|n8n]`: prints rates and ratios; medians of interleaved rounds, with their spread. */
import { cardRows } from './bench/cards.ts'
import { codecRows } from './bench/codec.ts'
import { consoleFigures } from './bench/console.ts'
import { median, ratio, spread, type Measured } from './bench/measure.ts'
import { n8nRows } from './bench/n8n.ts'
import { serverRounds } from './bench/servers.ts'
import { installBenchTools } from './bench/tools.ts'

const rate = (perSecond: number): string => Math.round(perSecond).toLocaleString('en').padStart(9)
const percent = (value: number): string => `± ${value.toFixed(0)} %`.padStart(7)

const line = ({ name, perSecond }: Measured): string =>
  `  ${name.padEnd(34)} ${rate(median(perSecond))}/s ${percent(spread(perSecond))}`

/** One job: the first contender's rate, and how many times the others' it is, each round against its own. */
function show(job: string, measured: readonly Measured[]): void {
  const [first, ...others] = measured
  if (!first) return
  console.log(job)
  console.log(line(first))
  for (const other of others)
    console.log(
      `${line(other)}   ours is ${median(ratio(first, other)).toFixed(2)} x ${percent(spread(ratio(first, other)))}`,
    )
}

const parts: Record<string, () => Promise<void>> = {
  async codec() {
    console.log('\nCodec: signatures and strict openings a second of CPU time\n')
    for (const { job, measured } of codecRows()) show(job, measured)
  },
  async servers() {
    const rounds = await serverRounds()
    for (const [per, [prism, ...ours]] of [
      ['second over loopback, 10 connections', rounds.perSecond],
      ["second of the server's CPU time", rounds.perCpuSecond],
    ] as const) {
      console.log(`\nRequests a ${per}\n`)
      for (const each of ours) if (prism) show('', [each, prism])
    }
  },
  async cards() {
    console.log('\nSandbox, state on disk: calls a second of CPU time as the number of cards grows\n')
    for await (const { job, measured } of cardRows()) show(job, measured)
  },
  async console() {
    console.log('\nConsole with a full database: medians\n')
    const { sizes, figures } = await consoleFigures()
    const cells = (what: string, values: readonly string[], target: string): string =>
      `  ${what.padEnd(46)} ${values.map((value) => value.padStart(12)).join('')}   ${target}`
    const heads = sizes.map((size) => size.toLocaleString('en'))
    console.log(cells('transactions', heads, 'target'))
    for (const { what, values, target } of figures) console.log(cells(what, values, target))
  },
  async n8n() {
    console.log('\nIn a real n8n with its defaults, and with a setting where one is named\n')
    for await (const { job, perSecond, perCpuSecond } of n8nRows()) {
      show(`${job}: a second`, perSecond)
      show(`${job}: a second of CPU time`, perCpuSecond)
    }
  },
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in parts))
if (unknown.length > 0)
  throw new Error(`No such part: ${unknown.join(', ')}. There are ${Object.keys(parts).join(', ')}.`)

console.log(`Node ${process.version}; ± is half the range of the middle half of the rounds.`)
await installBenchTools()
for (const [name, run] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) await run()

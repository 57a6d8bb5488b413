import uPlot from 'uplot'
import type { Locale } from '../../shared/bridge.ts'
import { languageTags } from '../i18n/index.ts'
import { heightOf } from './plot.ts'

export interface ChartSeries {
  label: string
  /** Decimal text for each day; null where none is known. */
  amounts: readonly (string | null)[]
  /** Custom property that holds its colour. */
  token: string
}

/** A series that has an amount for every day. */
export interface DaySeries extends ChartSeries {
  amounts: readonly string[]
}

/** `bars` for what moved on a day, `steps` for what was held at its end. */
export type ChartLook = 'bars' | 'steps'

interface Wanted {
  look: ChartLook
  /** What a place on the axis is. */
  unit: 'day' | 'month'
  days: readonly string[]
  series: readonly ChartSeries[]
  width: number
  locale: Locale
  colour: (token: string) => string
  point: (index: number | null) => void
}

const height = 180
const barShare = 0.72
const gap = 1
/** Room for the half of the last label that is beyond its day. */
const endLabel = 16

/** `1,200` on an axis, `12K` beyond five digits. */
const axisText = (locale: Locale): ((value: number) => string) => {
  const format = new Intl.NumberFormat(languageTags[locale], { notation: 'compact', maximumFractionDigits: 1 })
  return (value) => format.format(value)
}

const dayText = (locale: Locale, unit: Wanted['unit']): ((day: string | undefined) => string) => {
  const parts = unit === 'day' ? ({ day: 'numeric' } as const) : ({ year: 'numeric' } as const)
  const format = new Intl.DateTimeFormat(languageTags[locale], { ...parts, month: 'short' })
  return (day) => (day === undefined ? '' : format.format(new Date(`${day}T12:00:00`)))
}

/** Bars of every series side by side in each day's slot. */
function bars(place: number, count: number): uPlot.Series.PathBuilder | undefined {
  const align = count === 1 ? 0 : place === 0 ? -1 : 1
  return uPlot.paths.bars?.({ size: [barShare / count, 26], align, gap, radius: 0.15 })
}

/** How each series is drawn. */
function drawn({ look, series, colour }: Wanted): uPlot.Series[] {
  return series.map(({ label, token }, place) => ({
    label,
    points: { show: false },
    ...(look === 'bars'
      ? { fill: colour(token), width: 0, paths: bars(place, series.length) as uPlot.Series.PathBuilder }
      : {
          stroke: colour(token),
          width: 1.6,
          spanGaps: false,
          paths: uPlot.paths.stepped?.({ align: 1 }) as uPlot.Series.PathBuilder,
        }),
  }))
}

function axesOf({ days, unit, locale, colour }: Wanted): uPlot.Axis[] {
  const font = `11px ${getComputedStyle(document.body).fontFamily}`
  const common = { stroke: colour('--text-faint'), font, ticks: { show: false } }
  const asDay = dayText(locale, unit)
  const asAmount = axisText(locale)
  return [
    {
      ...common,
      grid: { show: false },
      space: 64,
      size: 26,
      values: (_chart, splits) => splits.map((at) => (Number.isInteger(at) ? asDay(days[at]) : '')),
    },
    {
      ...common,
      size: 52,
      space: 36,
      grid: { stroke: colour('--line'), width: 1 },
      values: (_chart, splits) => splits.map(asAmount),
    },
  ]
}

/** What uPlot needs to draw amounts by day. */
export function chartOptions(wanted: Wanted): { options: uPlot.Options; data: uPlot.AlignedData } {
  const { days, series, width, point } = wanted
  return {
    data: [days.map((_, index) => index), ...series.map(({ amounts }) => amounts.map(heightOf))],
    options: {
      width,
      height,
      padding: [8, endLabel, 0, 0],
      legend: { show: false },
      cursor: { points: { show: false }, y: false, drag: { x: false, y: false } },
      scales: {
        x: { time: false, range: (_chart, low, high) => [low - 0.5, high + 0.5] },
        y: { range: (_chart, _low, high) => [0, Math.max(1, (high ?? 0) * 1.08)] },
      },
      axes: axesOf(wanted),
      series: [{}, ...drawn(wanted)],
      hooks: { setCursor: [(chart) => point(chart.cursor.idx ?? null)] },
    },
  }
}

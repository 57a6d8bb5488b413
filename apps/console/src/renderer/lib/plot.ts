import { addMoney } from '@asinx-pay/core'

/**
 * Where an amount stands on an axis. A picture has fewer digits than an amount; whatever is read as a figure is shown
 * from the text and never from this.
 */
export const heightOf = (amount: string | null): number | null => (amount === null ? null : Number.parseFloat(amount))

/** Exact total of a column. */
export const totalOf = (amounts: readonly string[]): string => addMoney('0', ...amounts)

interface Area {
  width: number
  height: number
}

/** An SVG path through amounts in time, its lowest at the bottom; days without one are left out. */
export function sparkPath(amounts: readonly (string | null)[], { width, height }: Area): string {
  const points = amounts.flatMap((amount, index) => (amount === null ? [] : [{ index, value: heightOf(amount) ?? 0 }]))
  if (points.length < 2) return ''
  const values = points.map(({ value }) => value)
  const low = Math.min(...values)
  const span = Math.max(...values) - low || 1
  const last = Math.max(1, amounts.length - 1)
  const place = ({ index, value }: { index: number; value: number }): string =>
    `${((index / last) * width).toFixed(1)},${(height - ((value - low) / span) * height).toFixed(1)}`
  return `M${points.map(place).join('L')}`
}

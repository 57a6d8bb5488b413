import type { RouteLocationRaw } from 'vue-router'
import type { IconName } from '../components/icons.ts'

/** One line of the palette: what it says, and what choosing it does. */
export interface PaletteEntry {
  /** Unlike any other of the list. */
  id: string
  icon: IconName
  title: string
  detail: string
  act: RouteLocationRaw | (() => unknown)
}

export interface PaletteGroup {
  name: string
  entries: PaletteEntry[]
}

/** Words of a search, each of which an action must have in its title, in any order. */
const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean)

/** Actions that fit what is typed; all of them while nothing is. */
export function fitting(entries: readonly PaletteEntry[], typed: string): PaletteEntry[] {
  const words = wordsOf(typed)
  return entries.filter(({ title, detail }) => {
    const text = `${title} ${detail}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** The entry after or before one of a list that goes round. */
export function neighbour(entries: readonly PaletteEntry[], id: string | null, by: 1 | -1): string | null {
  if (entries.length === 0) return null
  const at = entries.findIndex((entry) => entry.id === id)
  const next = at === -1 ? (by === 1 ? 0 : -1) : at + by
  return entries.at(next % entries.length)?.id ?? null
}

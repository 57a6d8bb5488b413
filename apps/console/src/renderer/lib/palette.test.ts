import { expect, test } from 'vitest'
import { fitting, neighbour, type PaletteEntry } from './palette.ts'

const entry = (id: string, title: string): PaletteEntry => ({ id, title, detail: '', icon: 'plus', act: () => null })
const entries = [entry('a', 'Register a user'), entry('b', 'Apply for a card'), entry('c', 'Lock the console')]
const ids = (typed: string): string[] => fitting(entries, typed).map(({ id }) => id)

test('every word that is typed has to be there, in any order and case', () => {
  expect(ids('')).toEqual(['a', 'b', 'c'])
  expect(ids(' USER reg')).toEqual(['a'])
  expect(ids('user card')).toEqual([])
})

test('the list goes round in both directions', () => {
  expect(neighbour(entries, null, 1)).toBe('a')
  expect(neighbour(entries, null, -1)).toBe('c')
  expect(neighbour(entries, 'c', 1)).toBe('a')
  expect(neighbour(entries, 'a', -1)).toBe('c')
  expect(neighbour([], 'a', 1)).toBeNull()
})

import { expect, test } from 'vitest'
import { readCsv } from './csv.ts'

const read = (text: string) => {
  const sheet = readCsv(text, 10)
  return sheet.state === 'read' ? [sheet.header, ...sheet.records.map(({ cells }) => cells)] : sheet
}

test.each([
  ['commas', 'a,b\n1,"2;3"\n'],
  ['semicolons', 'a;b\r\n1;"2;3"\r\n'],
  ['tabs', 'a\tb\n1\t2;3\n'],
  ['a byte order mark and an empty line first', '\uFEFF\na;b\n1;"2;3"\n'],
])('cells are parted by %s', (_, text) => {
  expect(read(text)).toEqual([
    ['a', 'b'],
    ['1', '2;3'],
  ])
})

test('a mark inside quotes of the first line parts nothing', () => {
  expect(read('"a;x;y",b\n1,2\n')).toEqual([
    ['a;x;y', 'b'],
    ['1', '2'],
  ])
})

test('records know their line, and one more than the most is read so that too many can be told', () => {
  const sheet = readCsv(`a\n\n1\n"two\nlines"\n${'x\n'.repeat(20)}`, 3)
  expect(sheet).toMatchObject({ records: [{ line: 3 }, { line: 5 }, { line: 6 }, { line: 7 }] })
})

test('what is no CSV says near which line', () => {
  expect(readCsv('a\n"open\n', 3)).toEqual({ state: 'malformed', line: expect.any(Number) })
})

import { expect, test } from 'vitest'
import { maxImportRows, readImport } from './import-rows.ts'

test('reads users in any order of columns, quotes and a byte order mark included', () => {
  const text = '\uFEFFnote,uid,email\r\n"likes, commas",u1,a@example.com\r\n\r\n,u2,\r\n'
  expect(readImport('users', text)).toEqual({
    rows: [
      { line: 2, values: { note: 'likes, commas', uid: 'u1', email: 'a@example.com' } },
      { line: 4, values: { uid: 'u2' } },
    ],
    bad: [],
  })
})

test('names every bad row and keeps the good ones', () => {
  const text = 'uid,userBankcardId\nu1,7\n,8\nu2,seven\nu3,7\nu4,9,extra\nu5,10\n'
  const { rows, bad } = readImport('cards', text)
  expect(rows.map(({ line, values }) => [line, values.userBankcardId])).toEqual([
    [2, 7],
    [7, 10],
  ])
  expect(bad).toEqual([
    { line: 3, column: 'uid', wrong: 'missing' },
    { line: 4, column: 'userBankcardId', wrong: 'invalid' },
    { line: 5, column: 'userBankcardId', wrong: 'twice' },
    { line: 6, column: '', wrong: 'columns' },
  ])
})

test.each([
  ['an unknown column', 'uid,salary\nu1,5\n'],
  ['a column twice', 'uid,uid\nu1,u2\n'],
  ['no needed column', 'email\na@example.com\n'],
  ['an open quote', 'uid\n"u1\n'],
  ['nothing', ''],
  ['too many rows', `uid\n${Array.from({ length: maxImportRows + 1 }, (_, at) => `u${at}`).join('\n')}`],
])('refuses a file with %s as a whole', (_, text) => {
  expect(() => readImport('users', text)).toThrow(expect.objectContaining({ code: 'import_unreadable' }))
})

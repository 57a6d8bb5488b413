import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { migrations } from '../migrations/index.ts'
import { matchOf, wordsOf, type Matched } from './words.ts'

const profileId = '00000000-0000-4000-8000-000000000001'
const texts = [
  'MEITUAN FOOD           BEIJING       CHN',
  '美团外卖 北京',
  "McDonald's Café 24h",
  '7-ELEVEN #2041 東京都',
  'すし ざんまい',
]

/** Finds the texts by a search, in the index of the schema. */
function index(): (filter: Matched) => string[] {
  const db = new DatabaseSync(':memory:')
  onTestFinished(() => db.close())
  for (const step of migrations) db.exec(step)
  const insert = db.prepare('insert into transaction_words (rowid, words) values (?, ?)')
  texts.forEach((text, at) =>
    insert.run(
      at,
      wordsOf({ profileId, cardId: at, merchant: text, type: 'AUTH', recordNo: `rec-57724528-${at}` }, [text]),
    ),
  )
  const find = db.prepare('select rowid from transaction_words where transaction_words match ? order by rowid')
  return (filter) => find.all(matchOf(profileId, filter)).map(({ rowid }) => texts[Number(rowid)] ?? '')
}

test.each([
  ['meituan', [0]],
  ['MEI bei', [0]],
  ['food chn', [0]],
  ['美团', [1]],
  ['外卖', [1]],
  ['美团外卖', [1]],
  ['团', [1]],
  ['北京 美团', [1]],
  ['京', [1, 3]],
  ['东京', []],
  ['東京', [3]],
  ['cafe', [2]],
  ['mcdonald', [2]],
  ['7-eleven', [3]],
  ['2041', [3]],
  ['しざ', []],
  ['ざん', [4]],
  ['rec-57724528-3', [3]],
  ['rec-5772', [0, 1, 2, 3, 4]],
  ['eituan', []],
  ['!!!', []],
  ['" OR *', []],
  ['p/', []],
])('%s finds what it should', (search, found) => {
  expect(index()({ search })).toEqual(found.map((at) => texts[at]))
})

test('facets are exact but for case, and another profile has its own', () => {
  const find = index()
  expect(find({ card: 1 })).toEqual([texts[1]])
  expect(find({ type: 'auth', merchant: 'MEITUAN FOOD BEIJING CHN' })).toEqual([texts[0]])
  expect(find({ type: 'AUT' })).toEqual([])
  expect(matchOf('another', { type: 'AUTH' })).toBe('"p/another" AND "t/AUTH"')
})

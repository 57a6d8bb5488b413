import { expect, test } from 'vitest'
import { bulkColumns, bulkKindNames, columnsOf, maxBulkRows } from '../../../shared/bulk.ts'
import { readBulk, type Known } from './read.ts'

const cards: Record<number, { uid: string | null; status: string | null }> = {
  7: { uid: 'u1', status: 'ACTIVE' },
  8: { uid: 'u2', status: 'CLOSE' },
  9: { uid: null, status: 'ACTIVE' },
}
const known: Known = {
  hasUser: (uid) => uid === 'u1',
  card: (id) => cards[id],
  product: (id) => ({ 101: { nature: 'VIRTUAL' }, 5: { nature: 'PHYSICAL' } })[id],
}

const problemsOf = (kind: Parameters<typeof readBulk>[0], text: string): string[] => {
  const sheet = readBulk(kind, text, known)
  if (sheet.state !== 'read') throw new Error(sheet.why)
  return sheet.rows.flatMap(({ problems }) => problems.map(({ line, column, wrong }) => `${line} ${column} ${wrong}`))
}

test('columns come from the rows of the API, fixed members and undocumented ones aside', () => {
  expect(Object.fromEntries(bulkKindNames.map((kind) => [kind, Object.keys(bulkColumns(kind))]))).toEqual({
    register: ['email', 'mobileNumber', 'mobilePrefix'],
    apply: ['uid', 'bankcardId', 'userBankcardId', 'residenceAddress', 'tag'],
    recharge: ['uid', 'userBankcardId', 'amount'],
    freeze: ['uid', 'userBankcardId'],
    unfreeze: ['uid', 'userBankcardId'],
    close: ['uid', 'userBankcardId'],
  })
})

test('an endpoint that takes a secret or a picture is refused for files', () => {
  expect(() => columnsOf({ endpoint: 'bankcard.setPin' })).toThrow(/pin must not/)
  expect(() => columnsOf({ endpoint: 'user.setProfession' })).toThrow(/must not/)
})

test('a column goes by its name, its English and its Chinese label, and the card brings its user', () => {
  for (const header of ['userBankcardId,amount', '\uFEFFCard ID;Amount', ' 卡片 ID ,金额', 'AMOUNT\tCARD ID']) {
    const mark = [',', ';', '\t'].find((one) => header.includes(one)) ?? ','
    const cells = header.toLowerCase().startsWith('amount') ? ['16.00', '7'] : ['7', '16.00']
    expect(readBulk('recharge', `${header}\n${cells.join(mark)}\n`, known)).toEqual({
      state: 'read',
      rows: [{ line: 2, values: { uid: 'u1', userBankcardId: 7, amount: '16.00' }, problems: [] }],
      ignored: [],
    })
  }
})

test('every bad row is named by line, column and reason, and none is lost', () => {
  const text = [
    'userBankcardId,amount,uid',
    '7,16.00,u1',
    ',5,',
    'seven,5,',
    '6,5,',
    '7,1,',
    '7,"1,50",',
    '8,5,',
    '9,5,',
    '7,0,other',
    '7,5,u1,extra',
  ].join('\n')
  expect(problemsOf('recharge', text)).toEqual([
    '3 userBankcardId missing',
    '4 userBankcardId invalid',
    '5 userBankcardId unknownCard',
    '6 userBankcardId twice',
    '7 amount invalid',
    '7 userBankcardId twice',
    '8 userBankcardId closed',
    '9 userBankcardId unassigned',
    '10 amount invalid',
    '10 uid otherUser',
    '10 userBankcardId twice',
    '11  columns',
    '11 userBankcardId twice',
  ])
})

test('a bad row keeps its well-formed cells only: a card number in the wrong place is not stored', () => {
  const sheet = readBulk('recharge', 'userBankcardId,amount\n4242424242424242,5.00\n', known)
  expect(sheet).toMatchObject({ rows: [{ values: { amount: '5.00' }, problems: [{ wrong: 'invalid' }] }] })
})

test('registrations alike in email or phone, and applications of nobody or for nothing, are flagged', () => {
  const people =
    'email,mobileNumber,mobilePrefix\na@x.com,55501,1\nA@X.com,55502,1\nb@x.com,55501,1\nc@x.com,55501,44\n'
  expect(problemsOf('register', people)).toEqual(['3 email twice', '4 mobileNumber twice'])
  const applications = 'uid,bankcardId,residenceAddress\nu1,101,\nnobody,101,\nu1,4,\nu1,5,\nu1,101,\n'
  expect(problemsOf('apply', applications)).toEqual([
    '3 uid unknownUser',
    '4 bankcardId unknownProduct',
    '5 residenceAddress missing',
    '6 bankcardId twice',
  ])
})

test('columns without a use are named, and nothing is read from them', () => {
  const sheet = readBulk('freeze', 'Card ID,PIN,note\n7,135790,x\n', known)
  expect(sheet).toMatchObject({ ignored: ['PIN', 'note'], rows: [{ values: { uid: 'u1', userBankcardId: 7 } }] })
  expect(JSON.stringify(sheet)).not.toContain('135790')
})

test.each([
  ['no needed column', 'amount\n5\n', { why: 'lacking', columns: ['userBankcardId'] }],
  ['a column twice', 'Card ID,userBankcardId,amount\n7,7,5\n', { why: 'doubled', columns: ['userBankcardId'] }],
  ['no row', 'Card ID,amount\n', { why: 'empty' }],
  ['an open quote', 'Card ID,amount\n"7,5\n', { why: 'malformed' }],
  ['nothing', '', { why: 'lacking' }],
  ['too many rows', `Card ID,amount\n${'7,5\n'.repeat(maxBulkRows + 1)}`, { why: 'tooManyRows' }],
])('a file with %s is refused as a whole', (_, text, refusal) => {
  expect(readBulk('recharge', text, known)).toMatchObject({ state: 'refused', ...refusal })
})

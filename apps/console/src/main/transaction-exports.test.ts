import { expect, test } from 'vitest'
import { products, startExploring, type Exploring } from '../../test/running.ts'
import { addRows } from '../../test/transactions/bank-rows.ts'
import type { TaskRow } from '../shared/bridge.ts'
import type { MadeFile } from './ports.ts'

const rows = 2500

/** A console whose one card has transactions, read into its copy. */
async function startFilled(options: Parameters<typeof startExploring>[0] = {}): Promise<Exploring> {
  const exploring = await startExploring(options)
  const { userBankcardId } = await exploring.newCard(products.direct)
  addRows(exploring.bank, userBankcardId, rows)
  await exploring.ask('command', 'transactions.readCard', { userBankcardId })
  return exploring
}
const tasks = (exploring: Exploring): Promise<TaskRow[]> => exploring.ask('query', 'tasks')

test('a file is written as a task, and the audit trail says so', async () => {
  const exploring = await startFilled()
  expect(await exploring.ask('command', 'transactions.export', { format: 'csv', search: '美团' })).toMatchObject({
    state: 'saved',
  })
  expect(exploring.saved[0]?.trim().split('\r\n')).toHaveLength(rows / 4 + 1)
  expect(await tasks(exploring)).toMatchObject([
    { kind: 'transactions.export', state: 'done', done: rows / 4, total: rows / 4, saved: { path: '/chosen' } },
  ])
  const { rows: lines } = (await exploring.ask('query', 'audit', { kind: 'transactions.exported' })) as {
    rows: { facts: object }[]
  }
  expect(lines).toMatchObject([{ facts: { format: 'csv', rows: rows / 4 } }])
})

test('cancelling ends the file in the middle', async () => {
  const begun = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const exploring = await startFilled({
    async saveFile({ pieces }: MadeFile) {
      for await (const _piece of pieces) {
        begun.resolve()
        await goOn.promise
      }
      return { state: 'saved', path: '/chosen' }
    },
  })
  const writing = exploring.ask('command', 'transactions.export', { format: 'xlsx' })
  await begun.promise
  const [task] = await tasks(exploring)
  await exploring.ask('command', 'task.cancel', { id: task?.id })
  goOn.resolve()
  expect(await writing).toEqual({ state: 'cancelled' })
  await exploring.console.idle()
  expect(await tasks(exploring)).toMatchObject([{ state: 'cancelled', saved: null }])
})

test('a file that is offered is under way until it is fetched', async () => {
  let offered: MadeFile | undefined
  const exploring = await startFilled({
    async saveFile(file) {
      offered = file
      return { state: 'offered', href: '/download/1' }
    },
  })
  expect(await exploring.ask('command', 'transactions.export', { format: 'json' })).toMatchObject({ state: 'offered' })
  expect(await tasks(exploring)).toMatchObject([{ state: 'running', done: 0 }])
  let text = ''
  for await (const piece of offered?.pieces ?? []) text += piece
  expect(JSON.parse(text)).toHaveLength(rows)
  await exploring.console.idle()
  expect(await tasks(exploring)).toMatchObject([{ state: 'done', done: rows }])
})

test('a download that is given up is a cancelled task', async () => {
  let offered: MadeFile | undefined
  const exploring = await startFilled({
    async saveFile(file) {
      offered = file
      return { state: 'offered', href: '/download/1' }
    },
  })
  await exploring.ask('command', 'transactions.export', { format: 'csv' })
  for await (const _piece of offered?.pieces ?? []) break
  // The head comes before any row: the second piece begins to read them.
  for await (const _piece of offered?.pieces ?? []) break
  const [task] = await tasks(exploring)
  if (task?.state === 'running') await exploring.ask('command', 'task.cancel', { id: task.id })
  await exploring.console.idle()
  expect(await tasks(exploring)).toMatchObject([{ state: 'cancelled' }])
})

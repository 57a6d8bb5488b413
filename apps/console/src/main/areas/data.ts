import type { Field } from '@asinx-pay/core'
import type { DataCommands, DataViews } from '../../shared/bridge.ts'
import { maxPassphrase, minPassphrase } from '../../shared/passphrase.ts'
import type { DataDesk } from '../data/desk.ts'
import { ConsoleError } from '../errors.ts'
import type { Audit } from '../ports.ts'
import type { Database } from '../services/database.ts'
import type { Table } from './area.ts'
import { text } from './fields.ts'

const passphrase: Field = { ...text('Passphrase', `[^]{${minPassphrase},${maxPassphrase}}`), secret: true }
const name = text('Name', '[\\w.-]{1,80}')

/** The data that is in use, and where what is done to it is written down. */
export interface InUse {
  db: Database
  audit: Audit
}

type Done = Pick<Table<DataCommands>, 'data.use' | 'data.fresh' | 'data.goBack' | 'data.retry' | 'data.cancel'>

/** What changes the data or ends work on it, and has no answer. */
function doings(desk: DataDesk): Done {
  const done = async (work: Promise<void> | void): Promise<null> => {
    await work
    return null
  }
  return {
    'data.use': { fields: {}, run: () => done(desk.use()) },
    'data.fresh': { fields: {}, run: () => done(desk.fresh()) },
    'data.goBack': { fields: { name }, run: ({ name: kept }) => done(desk.goBack(kept)) },
    'data.retry': { fields: {}, run: () => done(desk.retry()) },
    'data.cancel': { fields: {}, run: () => done(desk.cancel()) },
  }
}

/** The data as a whole. Answered without data in use, too; then there is nothing to copy or check. */
export function dataArea(desk: DataDesk, inUse?: InUse): { commands: Table<DataCommands>; views: Table<DataViews> } {
  const require = (): InUse => {
    if (!inUse) throw new ConsoleError('database_damaged', 'No data is in use.')
    return inUse
  }
  return {
    commands: {
      ...doings(desk),
      'data.backup': {
        fields: { passphrase },
        async run({ passphrase: given }) {
          const { db, audit } = require()
          const saved = await desk.backup(db, given)
          if (saved.state !== 'cancelled') audit.note('data.backedUp', {})
          return saved
        },
      },
      'data.check': {
        fields: {},
        async run() {
          const { db, audit } = require()
          const problems = await desk.check(db)
          audit.note('data.checked', { problems: problems.length })
          return { problems }
        },
      },
      'data.choose': { fields: {}, run: () => desk.choose() },
      'data.read': { fields: { passphrase }, run: ({ passphrase: given }) => desk.read(given) },
      'data.salvage': { fields: {}, run: () => desk.salvage() },
      'data.dropKept': {
        fields: { name },
        async run({ name: kept }) {
          desk.dropKept(kept)
          inUse?.audit.note('data.dropped', { name: kept })
          return null
        },
      },
    },
    views: { data: { fields: {}, run: async () => desk.state() } },
  }
}

import type { BulkCommands, BulkRowState, BulkViews } from '../../shared/bridge.ts'
import { bulkKindNames, bulkRates, maxBulkLength } from '../../shared/bulk.ts'
import type { Services } from '../services.ts'
import type { Table } from './area.ts'
import { choice, cursor, optional, text } from './fields.ts'

const run = { kind: 'integer', label: 'Run', doc: 'Run.' } as const
const kind = choice('Kind', bulkKindNames)
const rowStates = [
  'bad',
  'waiting',
  'sending',
  'done',
  'declined',
  'unknown',
  'failed',
] as const satisfies readonly BulkRowState[]

function commands({ bulk, activeProfile }: Services): Table<BulkCommands> {
  const done = <Asked>(work: (asked: Asked) => void | Promise<void>) => {
    return async (asked: Asked): Promise<null> => {
      await work(asked)
      return null
    }
  }
  return {
    'bulk.read': {
      fields: { kind, name: text('Name', '.{1,255}'), text: { ...text('File'), maxLength: maxBulkLength } },
      run: (file) => bulk.read(activeProfile(), file),
    },
    'bulk.follow': {
      fields: { run, bankcardId: { kind: 'integer', label: 'Product', doc: 'Product.' } },
      run: ({ run, bankcardId }) => bulk.follow(activeProfile(), run, bankcardId),
    },
    'bulk.plan': { fields: { run }, run: ({ run }) => bulk.plan(activeProfile(), run) },
    'bulk.start': {
      fields: { run, rate: choice('Rate', bulkRates), typed: optional(text('Confirmation', '.{1,60}')) },
      run: done(({ run, ...asked }) => bulk.start(activeProfile(), run, asked)),
    },
    'bulk.pause': { fields: { run }, run: done(({ run }) => bulk.pause(activeProfile(), run)) },
    'bulk.cancel': { fields: { run }, run: done(({ run }) => bulk.cancel(activeProfile(), run)) },
    'bulk.again': { fields: { run }, run: done(({ run }) => bulk.again(activeProfile(), run)) },
    'bulk.remove': { fields: { run }, run: done(({ run }) => bulk.remove(activeProfile(), run)) },
    'bulk.export': { fields: { run }, run: ({ run }) => bulk.result(activeProfile(), run) },
    'bulk.template': { fields: { kind }, run: ({ kind }) => bulk.template(kind) },
  }
}

function views({ bulk, activeProfile }: Services): Table<BulkViews> {
  return {
    bulkRuns: { fields: { cursor }, run: async ({ cursor }) => bulk.page(activeProfile(), cursor) },
    bulkRun: { fields: { run }, run: async ({ run }) => bulk.find(activeProfile(), run) },
    bulkRows: {
      fields: { run, cursor, state: optional(choice('State', rowStates)) },
      run: async ({ run, ...filter }) => bulk.rows(activeProfile(), run, filter),
    },
  }
}

/** Many calls from a file. */
export const bulkArea = (services: Services) => ({ commands: commands(services), views: views(services) })

import type { SandboxCommands, SandboxViews } from '../../shared/bridge.ts'
import { ConsoleError } from '../errors.ts'
import type { Services } from '../services.ts'
import type { Table } from './area.ts'

/** The simulated API: explored, started, stopped, and its control page shown. */
export function sandboxArea({ sandbox, audit, openPage }: Services): {
  commands: Table<SandboxCommands>
  views: Table<SandboxViews>
} {
  return {
    commands: {
      'sandbox.explore': { fields: {}, run: async () => ({ profileId: (await sandbox.explore()).id }) },
      'sandbox.start': {
        fields: {},
        async run() {
          await sandbox.start()
          audit.note('sandbox.started', {})
          return sandbox.state()
        },
      },
      'sandbox.stop': {
        fields: {},
        async run() {
          await sandbox.stop()
          audit.note('sandbox.stopped', {})
          return sandbox.state()
        },
      },
      'sandbox.open': {
        fields: {},
        async run() {
          const { controlUrl } = sandbox.state()
          if (controlUrl === null) throw new ConsoleError('sandbox_stopped', 'The sandbox does not run.')
          await openPage(controlUrl)
          return null
        },
      },
    },
    views: { sandbox: { fields: {}, run: async () => sandbox.state() } },
  }
}

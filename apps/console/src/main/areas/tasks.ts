import type { TaskCommands, TaskViews } from '../../shared/bridge.ts'
import type { Services } from '../services.ts'
import type { Table } from './area.ts'
import { text } from './fields.ts'

const fields = { id: text('Task', '[0-9a-f-]{36}') }

/** Long work: what is under way, and holding or ending it. */
export function taskArea({ tasks }: Services): { commands: Table<TaskCommands>; views: Table<TaskViews> } {
  const doing = (act: (id: string) => void) => ({
    fields,
    async run({ id }: { id: string }) {
      act(id)
      return null
    },
  })
  return {
    commands: {
      'task.pause': doing(tasks.pause),
      'task.resume': doing(tasks.resume),
      'task.cancel': doing(tasks.cancel),
      'task.dismiss': doing(tasks.dismiss),
    },
    views: { tasks: { fields: {}, run: async () => tasks.list() } },
  }
}

import { AsinxError, check, isEndpointKey, type Fields } from '@asinx-pay/core'
import type { CommandName, Commands, Crossing, ViewName, Views } from '../shared/bridge.ts'
import { commandInputs, viewParams } from './bridge-inputs.ts'
import { ConsoleError, failed } from './errors.ts'
import type { Report } from './ports.ts'
import type { Api } from './services/api.ts'
import type { Profile } from './services/profiles.ts'

export type CommandHandlers = { [N in CommandName]: (input: Commands[N]['input']) => Promise<Commands[N]['output']> }
export type ViewHandlers = { [V in ViewName]: (params: Views[V]['params']) => Promise<Views[V]['output']> }

/** What arrived from a window; nothing of it is believed. */
export interface Question {
  verb: unknown
  name: unknown
  payload: unknown
}

/** Answers a window, whatever it sends: never rejects, and never says more of a failure than the contract has. */
export type BridgeHost = (question: Question) => Promise<Crossing<unknown>>

export interface BridgeHostPorts {
  api: Api
  commands: CommandHandlers
  views: ViewHandlers
  activeProfile: () => Profile
  report: Report
}

const unknownName = (): ConsoleError => new ConsoleError('unknown_name', 'There is nothing of that name.')

function checked(fields: Fields, payload: unknown): void {
  const problems = check(fields, payload)
  if (problems.length === 0) return
  const what = problems.map(({ path, message }) => (path ? `${path} ${message}` : message)).join('; ')
  throw new AsinxError('invalid_input', `${what}.`, { problems })
}

/** Picks from a closed list; a name such as `constructor` is not in it. */
function pick(
  kind: { handlers: object; inputs: Record<string, Fields> },
  name: string,
): { handle: (payload: unknown) => Promise<unknown>; fields: Fields } {
  const fields = Object.hasOwn(kind.inputs, name) ? kind.inputs[name] : undefined
  if (!fields) throw unknownName()
  return { fields, handle: (kind.handlers as Record<string, (payload: unknown) => Promise<unknown>>)[name] as never }
}

export function createBridgeHost(ports: BridgeHostPorts): BridgeHost {
  const kinds = {
    command: { handlers: ports.commands, inputs: commandInputs },
    query: { handlers: ports.views, inputs: viewParams },
  }

  async function answer({ verb, name, payload }: Question): Promise<unknown> {
    if (typeof name !== 'string') throw unknownName()
    if (verb === 'call') {
      if (!isEndpointKey(name)) throw unknownName()
      return ports.api.call(ports.activeProfile(), name, payload)
    }
    if (verb !== 'command' && verb !== 'query') throw unknownName()
    const { handle, fields } = pick(kinds[verb], name)
    checked(fields, payload)
    return handle(payload)
  }

  return async (question) => {
    try {
      return { ok: true, value: await answer(question) }
    } catch (error) {
      const crossing = failed(error)
      if (!crossing.ok && crossing.error.code === 'internal') ports.report(error)
      return crossing
    }
  }
}

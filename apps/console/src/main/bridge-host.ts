import { AsinxError, check, isEndpointKey, type Fields } from '@asinx-pay/core'
import type { Crossing } from '../shared/bridge.ts'
import type { Areas } from './areas/area.ts'
import { ConsoleError, failed } from './errors.ts'
import type { Report } from './ports.ts'
import type { Api } from './services/api.ts'
import type { Profile } from './services/profiles.ts'

/** What arrived from a window; nothing of it is believed. */
export interface Question {
  verb: unknown
  name: unknown
  payload: unknown
}

/** Answers a window, whatever it sends: never rejects, and never says more of a failure than the contract has. */
export type BridgeHost = (question: Question) => Promise<Crossing<unknown>>

export interface BridgeHostPorts {
  commands: Partial<Areas['commands']>
  views: Partial<Areas['views']>
  api: Api
  activeProfile: () => Profile
  isLocked: () => boolean
  report: Report
}

const unknownName = (): ConsoleError => new ConsoleError('unknown_name', 'There is nothing of that name.')

function checked(fields: Fields, payload: unknown): void {
  const problems = check(fields, payload)
  if (problems.length === 0) return
  const what = problems.map(({ path, message }) => (path ? `${path} ${message}` : message)).join('; ')
  throw new AsinxError('invalid_input', `${what}.`, { problems })
}

type Row = { fields: Fields; run: (asked: unknown) => Promise<unknown>; whileLocked?: true }

/** Picks from a closed list; a name such as `constructor` is not in it. */
function pick(table: object, name: string): Row {
  if (!Object.hasOwn(table, name)) throw unknownName()
  return (table as Record<string, Row>)[name] as Row
}

export function createBridgeHost(ports: BridgeHostPorts): BridgeHost {
  const tables = { command: ports.commands, query: ports.views }

  function requireOpen(): void {
    if (ports.isLocked()) throw new ConsoleError('locked', 'The console is locked.')
  }

  async function answer({ verb, name, payload }: Question): Promise<unknown> {
    if (typeof name !== 'string') throw unknownName()
    if (verb === 'call') {
      if (!isEndpointKey(name)) throw unknownName()
      requireOpen()
      return ports.api.call(ports.activeProfile(), name, payload)
    }
    if (verb !== 'command' && verb !== 'query') throw unknownName()
    const { fields, run, whileLocked } = pick(tables[verb], name)
    if (!whileLocked) requireOpen()
    checked(fields, payload)
    return run(payload)
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

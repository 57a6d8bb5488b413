import type { Field } from '@asinx-pay/core'
import { Hono } from 'hono'
import type { FaultBook } from '../faults/book.ts'
import { callFaults, notifyFaults } from '../faults/kinds.ts'
import { faultFields, sideOf } from '../faults/plan.ts'
import { refused } from '../refusal.ts'
import type { Action } from './actions.ts'
import type { Input } from './input.ts'

/** A member as its field has it; forms have text only. */
function typed(field: Field | undefined, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (field?.kind === 'flag' && /^(true|false)$/.test(value)) return value === 'true'
  return field?.kind === 'integer' && /^\d+$/.test(value) ? Number(value) : value
}

function readFault(input: Input): Input {
  const fields = faultFields(sideOf(input), String(input.kind)) ?? {}
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, typed(fields[name], value)]))
}

function remove(faults: FaultBook, id: string): void {
  if (!faults.remove(Number(id))) throw refused('The fault does not exist.')
}

/** Changes of the plan that are one step each. */
export const faultActions: Record<string, Action> = {
  '/faults': ({ faults }, input) => ({ id: faults.add(readFault(input)) }),
  '/faults/clear': ({ faults }) => {
    faults.replace([])
    return {}
  },
  '/faults/:id/remove': ({ faults }, _, id) => {
    remove(faults, id)
    return {}
  },
}

/** The fault plan under `/__sandbox/faults`: read it, replace it, clear it. */
export function controlFaults(faults: FaultBook): Hono {
  const app = new Hono()
  const listed = () => ({ faults: faults.list() })
  app.get('/', (context) => context.json(listed()))
  app.get('/kinds', (context) => context.json({ call: callFaults, notify: notifyFaults }))
  app.put('/', async (context) => {
    faults.replace(await context.req.json())
    return context.json(listed())
  })
  app.delete('/', (context) => {
    faults.replace([])
    return context.json(listed())
  })
  app.delete('/:id', (context) => {
    remove(faults, context.req.param('id'))
    return context.json(listed())
  })
  return app
}

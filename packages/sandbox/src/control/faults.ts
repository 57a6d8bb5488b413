import { Hono } from 'hono'
import type { FaultBook } from '../faults/book.ts'
import { callFaults, notifyFaults } from '../faults/kinds.ts'
import { refused } from '../refusal.ts'

/** The fault plan under `/__sandbox/faults`: read it, replace it, add to it, clear it. */
export function controlFaults(faults: FaultBook): Hono {
  const app = new Hono()
  const listed = () => ({ faults: faults.list() })
  app.get('/', (context) => context.json(listed()))
  app.get('/kinds', (context) => context.json({ call: callFaults, notify: notifyFaults }))
  app.put('/', async (context) => {
    faults.replace(await context.req.json())
    return context.json(listed())
  })
  app.post('/', async (context) => context.json({ id: faults.add(await context.req.json()) }))
  app.delete('/', (context) => {
    faults.replace([])
    return context.json(listed())
  })
  app.delete('/:id', (context) => {
    if (!faults.remove(Number(context.req.param('id')))) throw refused('The fault does not exist.')
    return context.json(listed())
  })
  return app
}

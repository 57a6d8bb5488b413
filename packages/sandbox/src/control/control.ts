import { Hono } from 'hono'
import { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import { actions } from './actions.ts'
import { controlFaults } from './faults.ts'
import { readInput, text } from './input.ts'
import { addReads } from './reads.ts'
import { snapshotActions } from './snapshots.ts'

function addDeletes(app: Hono, world: World): void {
  app.delete('/notify-addresses', async (context) => {
    const { input } = await readInput(context.req.raw)
    world.addresses.remove(text(input, 'url'))
    return context.json({})
  })
  app.delete('/snapshots/:id', (context) => {
    world.snapshots.remove(Number(context.req.param('id')))
    return context.json({})
  })
}

function addActions(app: Hono, world: World): void {
  const { store, events } = world.bank
  for (const [path, action] of Object.entries({ ...actions, ...snapshotActions }))
    app.post(path, async (context) => {
      const { input, isForm } = await readInput(context.req.raw)
      const id = context.req.param('id') ?? ''
      world.scheduler.catchUp()
      const result = store.transaction(() => {
        const done = action(world, input, id)
        events.add('control', { action: path, ...(id !== '' && { id }) })
        return done
      })
      world.scheduler.wake()
      return isForm ? context.redirect('/__sandbox', 303) : context.json(result as object)
    })
}

/** The control endpoints under `/__sandbox`. */
export function createControl(world: World): Hono {
  const app = new Hono()
  app.onError((error, context) => {
    if (error instanceof Refusal) return context.json({ error: error.message }, 400)
    if (error instanceof SyntaxError) return context.json({ error: 'The body is not JSON.' }, 400)
    return context.json({ error: 'The sandbox failed.' }, 500)
  })
  addReads(app, world)
  addDeletes(app, world)
  addActions(app, world)
  app.post('/settled', async (context) => {
    await world.scheduler.settled()
    return context.json({})
  })
  app.route('/faults', controlFaults(world.faults))
  return app
}

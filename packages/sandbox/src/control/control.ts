import { Hono, type Context } from 'hono'
import { renderRefusal } from '../page/page.ts'
import { pageHeaders } from '../page/style.ts'
import { addressBack } from '../page/visit.ts'
import { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import { actions } from './actions.ts'
import { controlFaults } from './faults.ts'
import { isForm, readInput, text } from './input.ts'
import { addReads } from './reads.ts'
import { snapshotActions } from './snapshots.ts'

function addDeletes(app: Hono, world: World): void {
  app.delete('/notify-addresses', async (context) => {
    const input = await readInput(context.req.raw)
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
      const input = await readInput(context.req.raw)
      const id = context.req.param('id') ?? ''
      world.scheduler.catchUp()
      const result = store.transaction(() => {
        const done = action(world, input, id)
        events.add('control', { action: path, ...(id !== '' && { id }) })
        return done
      })
      world.scheduler.wake()
      return isForm(context.req.raw)
        ? context.redirect(addressBack(context.req.query('back')), 303)
        : context.json(result as object)
    })
}

/** Why it was not done: as JSON, or to who posted a form as a page with the way back. */
function tellRefusal(world: World, context: Context, error: Error): Response | Promise<Response> {
  const [message, status] =
    error instanceof Refusal
      ? ([error.message, 400] as const)
      : error instanceof SyntaxError
        ? (['The body is not JSON.', 400] as const)
        : (['The sandbox failed.', 500] as const)
  if (!isForm(context.req.raw)) return context.json({ error: message }, status)
  return context.html(renderRefusal(world, message, context.req.query('back')), status, pageHeaders)
}

/** The control endpoints under `/__sandbox`. */
export function createControl(world: World): Hono {
  const app = new Hono()
  app.onError((error, context) => tellRefusal(world, context, error))
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

import { maxMessageBytes } from '@asinx-pay/core/wire'
import type { HttpBindings } from '@hono/node-server'
import { Hono, type HonoRequest } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { ApiRequest } from './admission.ts'
import { answer, createApi } from './api.ts'
import { basePath } from './base-path.ts'
import { TooBusy } from './committer.ts'
import { createControl } from './control/control.ts'
import { ConnectionReset, send } from './wire-reply.ts'
import type { World } from './world.ts'

const isLocal = (host: string): boolean => /^(localhost|127\.0\.0\.1|\[::1\]|sandbox\.invalid)(:\d+)?$/.test(host)

/**
 * A page elsewhere must not drive the control endpoints through the user's browser, whatever name it gave this machine.
 * An opaque origin ("null": a sandboxed frame, a file) counts as elsewhere.
 */
const isForeign = (request: Request): boolean => {
  const origin = request.headers.get('origin')
  if (!isLocal(request.headers.get('host') ?? new URL(request.url).host)) return true
  return origin !== null && !isLocal(URL.canParse(origin) ? new URL(origin).host : origin)
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The body with every byte accounted for: what is not UTF-8 becomes a body that no signature fits. */
async function readText(request: Request): Promise<string> {
  const bytes = await request.arrayBuffer()
  try {
    return utf8.decode(bytes)
  } catch {
    return ''
  }
}

/**
 * Whether HTTP itself holds the body to a length that is allowed. Hono's limit would build the whole Request and its
 * stream to find out, which costs a third of an answer.
 */
const isKnownSmall = (request: HonoRequest): boolean =>
  request.header('transfer-encoding') === undefined &&
  Number(request.header('content-length') ?? Infinity) <= maxMessageBytes

export type App = Hono<{ Bindings: Partial<HttpBindings> }>

/** A Request in, a Response out. `teach` names the stage in which a wrong signature differs. */
export function createApp(world: World, teach: ((request: ApiRequest) => string) | undefined): App {
  const api = createApi(world, teach)
  const app: App = new Hono()
  const limit = bodyLimit({
    maxSize: maxMessageBytes,
    onError: (context) => context.text('The body is too large.', 413),
  })
  app.use((context, next) => (isKnownSmall(context.req) ? next() : limit(context, next)))
  app.all(`${basePath}/*`, async (context) => {
    const { req } = context
    if (req.method !== 'POST') return context.text('The API takes POST only.', 405, { allow: 'POST' })
    const body = await readText(req.raw)
    const reply = await answer(api, {
      path: req.path.slice(basePath.length),
      appId: req.header('appId') ?? '',
      sign: req.header('sign') ?? '',
      uid: req.header('uId'),
      body,
    })
    return send(reply, context.env ?? {})
  })
  app.use('/__sandbox/*', async (context, next) =>
    isForeign(context.req.raw) ? context.text('The control endpoints answer on this machine only.', 403) : next(),
  )
  app.route('/__sandbox', createControl(world))
  app.onError((error, context) => {
    if (error instanceof ConnectionReset) throw error
    if (error instanceof TooBusy) return context.text(error.message, 503)
    return context.text('The sandbox failed.', 500)
  })
  app.get('/', (context) => context.redirect('/__sandbox'))
  return app
}

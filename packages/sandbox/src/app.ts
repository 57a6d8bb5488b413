import { maxMessageBytes } from '@asinx-pay/core/wire'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { answer, type Api } from './api.ts'
import { createControl, type Control } from './control.ts'

/** Where the API sits; the signed path is what follows. */
const basePath = '/api-web'

const isLocal = (host: string | undefined): boolean =>
  /^(localhost|127\.0\.0\.1|\[::1\]|sandbox\.invalid)(:\d+)?$/.test(host ?? '')

/** A page elsewhere must not drive the control endpoints through the user's browser, whatever name it gave this machine. */
const isForeign = (request: Request): boolean => {
  const origin = request.headers.get('origin')
  const url = new URL(request.url)
  return (
    !isLocal(request.headers.get('host') ?? url.host) ||
    (origin !== null && origin !== 'null' && !isLocal(new URL(origin).host))
  )
}

/** A Request in, a Response out. */
export function createApp(api: Api, control: Control): Hono {
  const app = new Hono()
  app.use(bodyLimit({ maxSize: maxMessageBytes, onError: (context) => context.text('The body is too large.', 413) }))
  app.post(`${basePath}/*`, async (context) => {
    const { req } = context
    const text = answer(api, {
      path: new URL(req.url).pathname.slice(basePath.length),
      appId: req.header('appId') ?? '',
      sign: req.header('sign') ?? '',
      uid: req.header('uId'),
      body: await req.text(),
    })
    void control.wake()
    return context.body(text, 200, { 'content-type': 'application/json;charset=UTF-8' })
  })
  app.use('/__sandbox/*', async (context, next) =>
    isForeign(context.req.raw) ? context.text('The control endpoints answer on this machine only.', 403) : next(),
  )
  app.route('/__sandbox', createControl(control))
  app.get('/', (context) => context.redirect('/__sandbox'))
  return app
}

import { protocol } from 'electron'
import { readAsset } from '../../assets.ts'
import { securityHeaders } from '../../csp.ts'
import { bundleHost, scheme } from './origin.ts'

/** Before the application is ready: the scheme is a secure, standard origin of its own, and no file: page exists. */
export function registerBundleScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

const headers = securityHeaders({ connect: 'none' })
const nothing = (status: number): Response => new Response(null, { status, headers })

/** Serves the built renderer, and nothing outside its folder. */
export function serveBundle(rendererDir: string): void {
  const source = { root: rendererDir, entry: 'index.html' }
  protocol.handle(scheme, async ({ url, method }) => {
    const { host, pathname } = new URL(url)
    if (host !== bundleHost) return nothing(404)
    if (method !== 'GET') return nothing(405)
    const asset = await readAsset(source, pathname)
    return asset
      ? new Response(asset.body, { headers: { ...headers, 'content-type': asset.contentType } })
      : nothing(404)
  })
}

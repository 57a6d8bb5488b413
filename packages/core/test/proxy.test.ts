import { createServer } from 'node:http'
import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { fetch as undiciFetch, ProxyAgent } from 'undici'
import { createClient } from '../src/client.ts'
import { createServers } from './support/servers.ts'
import { answers, codec, credentials, uid } from './support/stub-ports.ts'

const servers = createServers()
afterEach(() => servers.close())

/** A real proxy that opens tunnels, and counts them. */
async function proxy(): Promise<{ url: string; tunnels: string[] }> {
  const tunnels: string[] = []
  const server = createServer((_request, response) => response.writeHead(405).end())
  server.on('connect', ({ url = '' }, socket) => {
    tunnels.push(url)
    const [host, port] = url.split(':')
    const upstream = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      upstream.pipe(socket).pipe(upstream)
    })
    const end = (): void => {
      upstream.destroy()
      socket.destroy()
    }
    upstream.on('error', end)
    socket.on('error', end)
  })
  return { url: await servers.add(server), tunnels }
}

/** As the guide shows it: the fetch of undici with a dispatcher of its own. */
function through(dispatcher: ProxyAgent): typeof fetch {
  return ((url: string, init: object) => undiciFetch(url, { ...init, dispatcher })) as unknown as typeof fetch
}

test('every call goes through the proxy, is sent once there too, and its answer comes back', async () => {
  const { url: proxyUrl, tunnels } = await proxy()
  const api = await servers.serve((response) => response.end(answers({ balance: '5.00' }).text))
  const agent = new ProxyAgent({ uri: proxyUrl, proxyTunnel: true })
  const client = createClient({ ...credentials, baseUrl: api.url, fetch: through(agent) })
  expect(await client.bankcard.balance({ uid, userBankcardId: 135 })).toEqual({ balance: '5.00' })
  expect(await client.bankcard.close({ uid, userBankcardId: 135 })).toMatchObject({ state: 'done' })
  expect(tunnels).toEqual(tunnels.map(() => new URL(api.url).host))
  expect(tunnels.length).toBeGreaterThan(0)
  expect(api.received.map(({ url }) => url)).toEqual(['/bankcard/balance', '/bankcard/close'])
  const { body, headers } = api.received[1] ?? expect.fail('Nothing arrived.')
  expect(codec.openRequest({ path: '/bankcard/close', body, sign: String(headers.sign) })).toEqual({
    userBankcardId: 135,
  })
  await agent.close()
})

test('a proxy that is not there means that nothing was sent', async () => {
  const { url: proxyUrl } = await proxy()
  await servers.close()
  const agent = new ProxyAgent(proxyUrl)
  const client = createClient({ ...credentials, baseUrl: 'https://api.example', fetch: through(agent) })
  await expect(client.bankcard.close({ uid, userBankcardId: 135 })).rejects.toMatchObject({ code: 'not_sent' })
  await agent.close()
})

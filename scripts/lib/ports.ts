import { createServer } from 'node:net'

const tryPort = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined))
    })
  })

/** The wished port on loopback where it is free, else any free one; 0 wishes for any. */
export const freePort = async (wished: number): Promise<number> => {
  const port = (await tryPort(wished)) ?? (await tryPort(0))
  if (port === undefined) throw new Error('No free port on 127.0.0.1.')
  return port
}

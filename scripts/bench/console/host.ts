/** The console's host as users start it, in a process of its own, so that its start, memory and work are its own. */
import { memoryKeychain } from '../../../apps/console/test/memory-keychain.ts'
import { builtBrowserHost } from '../../lib/built-console.ts'

const [dataDir = '', sandboxUrl = ''] = process.argv.slice(2)
const keychain = memoryKeychain()
const { startBrowserHost } = await builtBrowserHost()
const host = await startBrowserHost({
  dataDir,
  sandboxUrl,
  port: 0,
  receiverPort: 0,
  explore: true,
  loadKeychain: async () => keychain,
})

process.on(
  'message',
  ({ id, question }: { id: number; question: { verb: string; name: string; payload: unknown } }) => {
    const begun = performance.now()
    void host.bridge(question).then((crossing) => process.send?.({ id, crossing, ms: performance.now() - begun }))
  },
)
process.on('disconnect', () => process.exit(0))
process.send?.({ url: host.url, receiverUrl: host.receiverUrl })

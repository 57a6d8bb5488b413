/** The console's host in a process of its own, so that its start, its memory and its work are its own. */
import { startBrowserHost } from '../../../apps/console/src/main/browser/host.ts'
import { memoryKeychain } from '../../../apps/console/test/memory-keychain.ts'

const [dataDir = '', sandboxUrl = ''] = process.argv.slice(2)
const keychain = memoryKeychain()
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

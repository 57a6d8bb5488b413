/** A console that a browser shows, in a process of its own, to be killed. */
import { startBrowserHost } from '../../src/main/browser/host.ts'
import { fileKeychain } from '../file-keychain.ts'
import { answerParent } from './answer-parent.ts'

const [dataDir = '', sandboxUrl = ''] = process.argv.slice(2)
const keychain = fileKeychain(dataDir)

const host = await startBrowserHost({
  dataDir,
  sandboxUrl,
  port: 0,
  receiverPort: 0,
  loadKeychain: async () => keychain,
})
answerParent(host.bridge, { receiverUrl: host.receiverUrl ?? '', url: host.url })

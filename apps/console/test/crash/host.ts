/** A console in a process of its own, to be killed. */
import { startConsole } from '../../src/main/keeper.ts'
import { reportToStderr } from '../../src/main/report.ts'
import { fileKeychain } from '../file-keychain.ts'
import { answerParent } from './answer-parent.ts'

const [dataDir = '', sandboxUrl = ''] = process.argv.slice(2)
const keychain = fileKeychain(dataDir)

const console = await startConsole({
  dataDir,
  sandboxUrl,
  host: 'browser',
  operator: 'the-operator',
  receiverPort: 0,
  report: reportToStderr,
  saveFile: async () => ({ state: 'cancelled' }),
  takeFile: async () => ({ chosen: { state: 'cancelled' }, path: () => undefined, discard: () => undefined }),
  loadKeychain: async () => keychain,
})
answerParent(console.bridge, { receiverUrl: console.receiverUrl ?? '' })

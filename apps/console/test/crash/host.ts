/** A console in a process of its own, to be killed. */
import { startConsole } from '../../src/main/keeper.ts'
import { reportToStderr } from '../../src/main/report.ts'
import { fileKeychain } from '../file-keychain.ts'
import { oneFile } from '../one-file.ts'
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
  ...oneFile(dataDir),
  loadKeychain: async () => keychain,
})
answerParent(console.bridge, { receiverUrl: console.receiverUrl ?? '' })

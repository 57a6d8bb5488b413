/** A console in a process of its own, to be killed: it says when it is up, and answers what its parent asks. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startConsole } from '../../src/main/keeper.ts'
import { reportToStderr } from '../../src/main/report.ts'
import { memoryKeychain } from '../memory-keychain.ts'

const [dataDir = '', sandboxUrl = ''] = process.argv.slice(2)
const file = join(dataDir, 'keychain-of-the-test.json')
const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as [string, string][]) : []
const keychain = memoryKeychain(new Map(known))

const console = await startConsole({
  dataDir,
  sandboxUrl,
  host: 'browser',
  operator: 'the-operator',
  receiverPort: 0,
  report: reportToStderr,
  saveFile: async () => ({ state: 'cancelled' }),
  takeFile: async () => ({ chosen: { state: 'cancelled' }, path: () => undefined, discard: () => undefined }),
  loadKeychain: async () => ({
    ...keychain,
    async setPassword(service, account, password) {
      await keychain.setPassword(service, account, password)
      writeFileSync(file, JSON.stringify([...keychain.items]))
    },
  }),
})

process.on('message', ({ id, ...question }: { id: number; verb: string; name: string; payload: unknown }) => {
  void console.bridge(question).then((crossing) => process.send?.({ id, crossing }))
})
process.send?.({ receiverUrl: console.receiverUrl })

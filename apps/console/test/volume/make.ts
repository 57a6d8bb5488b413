/**
 * `pnpm --filter @asinx-pay/console run volume FOLDER [TRANSACTIONS] [SANDBOX]`: a data folder with a profile of the
 * sandbox and, unless told otherwise, 1,000,000 made up transactions, 10,000 cards and 100,000 notifies.
 */
import { randomUUID } from 'node:crypto'
import { createCodec } from '@asinx-pay/core/wire'
import { demoCredentials } from '@asinx-pay/sandbox'
import { openDatabase } from '../../src/main/services/database.ts'
import { createSettings } from '../../src/main/services/settings.ts'
import { fillVolume } from './fill.ts'
import { volumeOf } from './world.ts'

const [folder, transactions = '1000000', sandbox = 'http://127.0.0.1:4010'] = process.argv.slice(2)
if (folder === undefined) throw new Error('Say which folder to fill.')
if (!/^[1-9]\d{0,7}$/.test(transactions)) throw new Error('Say how many transactions: 1 to 99999999.')

const db = openDatabase(folder)
if (db.get('select id from profiles')) throw new Error('The folder is in use: name another.')
const profileId = randomUUID()
db.run(
  `insert into profiles (id, name, environment, base_url, app_id, created_at)
   values ($profileId, 'Sandbox', 'sandbox', $baseUrl, $appId, $now)`,
  { profileId, baseUrl: `${sandbox}/api-web`, appId: demoCredentials.appId, now: Date.now() },
)
createSettings(db).set('activeProfileId', profileId)
createSettings(db).set('toured', 'yes')
await fillVolume({
  db,
  profileId,
  codec: createCodec(demoCredentials),
  volume: volumeOf(Number(transactions)),
  onProgress: (part) => process.stderr.write(`\r${(part * 100).toFixed(0)} % `),
})
db.close()
process.stderr.write('\n')
process.stdout.write(`${folder}\n`)

import type { Services } from '../services.ts'
import { accountArea } from './account.ts'
import type { Areas } from './area.ts'
import { auditArea } from './audit.ts'
import { bulkArea } from './bulk.ts'
import { cardArea } from './cards.ts'
import { clipboardArea } from './clipboard.ts'
import { dataArea } from './data.ts'
import { homeArea } from './home.ts'
import { insightArea } from './insight.ts'
import { lockArea } from './lock.ts'
import { moneyArea } from './money.ts'
import { notifyArea } from './notifies.ts'
import { paletteArea } from './palette.ts'
import { profileArea } from './profiles.ts'
import { reconcileArea } from './reconcile.ts'
import { requestArea } from './requests.ts'
import { retentionArea } from './retention.ts'
import { sandboxArea } from './sandbox.ts'
import { sessionArea } from './session.ts'
import { savedViewArea } from './saved-views.ts'
import { taskArea } from './tasks.ts'
import { transactionArea } from './transactions.ts'
import { userArea } from './users.ts'

/** Puts the areas together; a name of the contract that none of them answers does not compile. */
export function createAreas(services: Services): Areas {
  const audit = auditArea(services)
  const bulk = bulkArea(services)
  const cards = cardArea(services)
  const clipboard = clipboardArea(services)
  const data = dataArea(services.desk, services)
  const money = moneyArea(services)
  const notifies = notifyArea(services)
  const retention = retentionArea(services)
  const sandbox = sandboxArea(services)
  const reconcile = reconcileArea(services)
  const session = sessionArea(services)
  const saved = savedViewArea(services)
  const tasks = taskArea(services)
  const transactions = transactionArea(services)
  const users = userArea(services)
  return {
    commands: {
      ...audit.commands,
      ...bulk.commands,
      ...cards.commands,
      ...clipboard.commands,
      ...data.commands,
      ...lockArea(services).commands,
      ...money.commands,
      ...notifies.commands,
      ...profileArea(services).commands,
      ...retention.commands,
      ...sandbox.commands,
      ...reconcile.commands,
      ...session.commands,
      ...saved.commands,
      ...tasks.commands,
      ...transactions.commands,
      ...users.commands,
    },
    views: {
      ...accountArea(services).views,
      ...audit.views,
      ...bulk.views,
      ...cards.views,
      ...clipboard.views,
      ...data.views,
      ...homeArea(services).views,
      ...insightArea(services).views,
      ...money.views,
      ...notifies.views,
      ...paletteArea(services).views,
      ...reconcile.views,
      ...requestArea(services).views,
      ...retention.views,
      ...sandbox.views,
      ...session.views,
      ...saved.views,
      ...tasks.views,
      ...transactions.views,
      ...users.views,
    },
  }
}

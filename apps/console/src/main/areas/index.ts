import type { Services } from '../services.ts'
import type { Areas } from './area.ts'
import { cardArea } from './cards.ts'
import { homeArea } from './home.ts'
import { moneyArea } from './money.ts'
import { notifyArea } from './notifies.ts'
import { sessionArea } from './session.ts'
import { userArea } from './users.ts'

/** Puts the areas together; a name of the contract that none of them answers does not compile. */
export function createAreas(services: Services): Areas {
  const cards = cardArea(services)
  const money = moneyArea(services)
  const session = sessionArea(services)
  const users = userArea(services)
  return {
    commands: { ...cards.commands, ...money.commands, ...session.commands, ...users.commands },
    views: {
      ...cards.views,
      ...homeArea(services).views,
      ...money.views,
      ...notifyArea(services).views,
      ...session.views,
      ...users.views,
    },
  }
}

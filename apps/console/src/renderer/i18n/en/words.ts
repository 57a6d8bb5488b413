import { account } from './account.ts'
import { around } from './around.ts'
import { frame } from './frame.ts'
import { profile } from './profile.ts'
import { bulk } from './bulk.ts'
import { cards } from './cards.ts'
import { insight } from './insight.ts'
import { money } from './money.ts'
import { notifies } from './notifies.ts'
import { api } from './api.ts'
import { palette } from './palette.ts'
import { outcomes } from './outcomes.ts'
import { data } from './data.ts'
import { sandbox } from './sandbox.ts'
import { reconcile } from './reconcile.ts'
import { transactions } from './transactions.ts'
import { statement } from './statement.ts'
import { users } from './users.ts'
import { day } from './day.ts'
import { codes } from './codes.ts'
import { audit as auditKinds } from './audit.ts'

/** The console's own words in English, by place. */
export const words = {
  ...account,
  ...around,
  ...frame,
  ...profile,
  ...cards,
  ...bulk,
  ...insight,
  ...money,
  ...notifies,
  ...api,
  ...outcomes,
  ...data,
  ...sandbox,
  ...reconcile,
  ...transactions,
  ...statement,
  ...users,
  ...day,
  ...palette,
  ...codes,
  ...auditKinds,
}

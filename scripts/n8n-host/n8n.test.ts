import { afterAll, beforeAll, expect, test } from 'vitest'
import { actionCases } from './cases/action.ts'
import { agentCases } from './cases/agents.ts'
import { credentialCases } from './cases/credential.ts'
import { exampleCases } from './cases/examples.ts'
import { formCases } from './cases/forms.ts'
import { idOf, openHost, type Host } from './cases/host.ts'
import { moneyCases } from './cases/money.ts'
import { notifyCases } from './cases/notifies.ts'
import { operationCases } from './cases/operations.ts'
import { triggerCases } from './cases/trigger.ts'
import { triggerSettingCases } from './cases/trigger-settings.ts'

/** All cases share one n8n; a new set of cases is a file beside the others, and a line here. */
let opened: Host
const host = (): Host => opened

beforeAll(async () => {
  opened = await openHost()
})

afterAll(() => opened?.close())

credentialCases(host)
triggerCases(host)
notifyCases(host)
triggerSettingCases(host)
actionCases(host)
moneyCases(() => host().n8n)
operationCases(() => host().n8n)
formCases(() => host().n8n)
agentCases(() => host().n8n)
exampleCases(host)

test('what was made is still there after a restart at other ports', async () => {
  const { workflows, credentialId } = host().n8n
  await host().restart()
  expect(host().n8n).toMatchObject({ workflows, credentialId })
  expect((await host().n8n.api.executions(idOf(host(), 'notify-hub'))).length).toBeGreaterThan(0)
})

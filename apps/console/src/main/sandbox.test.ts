import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { start, startExploring } from '../../test/running.ts'
import type { AuditRow, Home, Page, SandboxState, Session } from '../shared/bridge.ts'

test('the sandbox inside starts, stops, keeps what happened in it, and starts again with the console', async () => {
  const first = await start({ sandboxPort: 0 })
  expect(await first.ask('query', 'sandbox')).toMatchObject({ state: 'stopped', controlUrl: null })
  expect(await first.refusal('command', 'sandbox.open')).toMatchObject({ code: 'sandbox_stopped' })
  const running: SandboxState = await first.ask('command', 'sandbox.start')
  expect(running).toMatchObject({ state: 'running', controlUrl: expect.stringMatching(/127\.0\.0\.1:\d+\/__sandbox$/) })
  const page = await fetch(running.controlUrl ?? '')
  expect(await page.text()).toContain('ASINX PAY sandbox')
  expect(await first.ask('command', 'sandbox.stop')).toMatchObject({ state: 'stopped' })
  await expect(fetch(running.controlUrl ?? '')).rejects.toThrow('fetch failed')
  await first.ask('command', 'sandbox.start')
  const { rows }: Page<AuditRow> = await first.ask('query', 'audit')
  expect(rows.map(({ kind }) => kind)).toEqual(['sandbox.started', 'sandbox.stopped', 'sandbox.started'])
  await first.console.close()
  const next = await start({ sandboxPort: 0, dataDir: first.dataDir })
  expect(await next.ask('query', 'sandbox')).toMatchObject({ state: 'running' })
  await next.ask('command', 'sandbox.stop')
  await next.console.close()
  const last = await start({ sandboxPort: 0, dataDir: first.dataDir })
  expect(await last.ask('query', 'sandbox')).toMatchObject({ state: 'stopped' })
})

test('its notifies come to the receiver of this run', async () => {
  const { ask, console } = await start({ sandboxPort: 0 })
  await console.explore()
  await console.idle()
  const { controlUrl }: SandboxState = await ask('query', 'sandbox')
  const { receiverUrl }: Session = await ask('query', 'session')
  expect(await (await fetch(`${controlUrl}?view=notifies`)).text()).toContain(receiverUrl)
  expect(((await ask('query', 'home')) as Home).assets).toMatchObject({ state: 'known' })
})

test('a port that is taken is said, and the sandbox can be started later', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  const { ask, refusal } = await start({ sandboxPort: port })
  expect(await refusal('command', 'sandbox.start')).toMatchObject({ code: 'sandbox_failed' })
  expect(await ask('query', 'sandbox')).toMatchObject({ state: 'stopped' })
  await new Promise((resolve) => other.close(resolve))
  expect(await ask('command', 'sandbox.start')).toMatchObject({ state: 'running' })
})

test('one that was given is neither started nor stopped here', async () => {
  const { ask, refusal, bank } = await startExploring()
  expect(await ask('query', 'sandbox')).toEqual({
    state: 'outside',
    baseUrl: `${bank.url}/api-web`,
    controlUrl: `${bank.url}/__sandbox`,
  })
  expect(await refusal('command', 'sandbox.stop')).toMatchObject({ code: 'sandbox_outside' })
  expect(await refusal('command', 'sandbox.start')).toMatchObject({ code: 'sandbox_outside' })
})

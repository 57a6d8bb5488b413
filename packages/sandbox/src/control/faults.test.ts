import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PlannedFault } from '../faults/book.ts'
import { createTestMerchant, type TestMerchant } from '../test-merchant.ts'

let merchant: TestMerchant
beforeEach(() => {
  merchant = createTestMerchant({ faults: [{ call: 'sys.clock', kind: 'empty' }] })
})
afterEach(() => merchant.sandbox.close())

async function ask(method: string, path = '', body?: unknown): Promise<{ status: number; answer: never }> {
  const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) }
  const response = await merchant.send(new Request(`http://localhost/__sandbox/faults${path}`, init))
  return { status: response.status, answer: (await response.json()) as never }
}
const planned = ({ answer }: { answer: { faults: PlannedFault[] } }): string[] =>
  answer.faults.map(({ fault }) => fault.kind)

test('the plan is read, replaced, added to and cleared', async () => {
  expect(planned(await ask('GET'))).toEqual(['empty'])
  expect(planned(await ask('PUT', '', [{ notify: '*', kind: 'drop' }]))).toEqual(['drop'])
  const { answer } = await ask('POST', '', { call: '*', kind: 'reset-after', nth: 2 })
  expect(planned(await ask('GET'))).toEqual(['drop', 'reset-after'])
  expect(planned(await ask('DELETE', `/${(answer as { id: number }).id}`))).toEqual(['drop'])
  expect(planned(await ask('DELETE'))).toEqual([])
})

test('a wrong plan is refused and changes nothing', async () => {
  const refused = await ask('PUT', '', [{ call: '*', kind: 'explode' }])
  expect(refused.status).toBe(400)
  expect((refused.answer as { error: string }).error).toContain('faults[0].kind must be one of')
  expect((await ask('DELETE', '/99')).status).toBe(400)
  expect(planned(await ask('GET'))).toEqual(['empty'])
})

test('every kind explains itself', async () => {
  const { answer } = await ask('GET', '/kinds')
  const kinds = answer as Record<'call' | 'notify', Record<string, { doc: string }>>
  const docs = [...Object.values(kinds.call), ...Object.values(kinds.notify)].map(({ doc }) => doc)
  expect(docs.length).toBeGreaterThan(20)
  for (const doc of docs) expect(doc).toMatch(/^[A-Z].*\.$/)
})

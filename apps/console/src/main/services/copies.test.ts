import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { clipboardLifeMs, closePatienceMs, createCopies } from './copies.ts'
import { createEventHub } from './events.ts'

const number = '4242424242424242'
const report = (error: unknown): void => {
  throw error
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A clipboard of the computer. */
function ownClipboard() {
  const held = { text: 'from before' }
  const clipboard = {
    async write(text: string) {
      held.text = text
    },
    async clearIf(isOurs: (text: string) => boolean) {
      if (isOurs(held.text)) held.text = ''
    },
  }
  return { held, copies: createCopies({ events: createEventHub(), clipboard, report }) }
}

/** A page that is told what is due. */
function withPage() {
  const events = createEventHub()
  const told = vi.fn()
  events.subscribe((event) => event === 'clipboard.due' && told())
  return { told, copies: createCopies({ events, report }) }
}

test('what was copied is on the clipboard for its time, and no longer', async () => {
  const { held, copies } = ownClipboard()
  expect(await copies.copy(number)).toEqual({ state: 'copied', clearAfterMs: clipboardLifeMs })
  await vi.advanceTimersByTimeAsync(clipboardLifeMs - 1)
  expect(held.text).toBe(number)
  await vi.advanceTimersByTimeAsync(1)
  expect(held.text).toBe('')
})

test('what somebody else put there stays', async () => {
  const { held, copies } = ownClipboard()
  await copies.copy(number)
  held.text = 'a shopping list'
  await vi.advanceTimersByTimeAsync(clipboardLifeMs)
  expect(held.text).toBe('a shopping list')
})

test('a second copy begins its time anew', async () => {
  const { held, copies } = ownClipboard()
  await copies.copy(number)
  await vi.advanceTimersByTimeAsync(clipboardLifeMs / 2)
  await copies.copy('123')
  await vi.advanceTimersByTimeAsync(clipboardLifeMs / 2)
  expect(held.text).toBe('123')
  await copies.close()
  expect(held.text).toBe('')
})

test('a page is handed the text once, and told by a digest what to take off', async () => {
  const { told, copies } = withPage()
  expect(await copies.copy(number)).toEqual({ state: 'handed', text: number, clearAfterMs: clipboardLifeMs })
  expect(copies.due()).toBeNull()
  await vi.advanceTimersByTimeAsync(clipboardLifeMs)
  expect(told).toHaveBeenCalledTimes(1)
  const due = copies.due()
  const digest = createHash('sha256')
    .update(due?.salt ?? '')
    .update(number)
    .digest('hex')
  expect(due).toEqual({ salt: expect.stringMatching(/^[0-9a-f]{32}$/), digest })
  copies.settle('another')
  expect(copies.due()).toEqual(due)
  copies.settle(due?.salt ?? '')
  expect(copies.due()).toBeNull()
})

test('the end waits for a page, and not for ever', async () => {
  const { copies } = withPage()
  await copies.copy(number)
  const ended = vi.fn()
  const first = copies.close().then(ended)
  await vi.advanceTimersByTimeAsync(closePatienceMs - 1)
  expect(ended).not.toHaveBeenCalled()
  copies.settle(copies.due()?.salt ?? '')
  await first
  await copies.copy(number)
  const second = copies.close().then(ended)
  await vi.advanceTimersByTimeAsync(closePatienceMs)
  await second
  expect(ended).toHaveBeenCalledTimes(2)
})

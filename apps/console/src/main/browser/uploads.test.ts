import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { tempDir } from '../../../test/running.ts'
import { createUploads } from './uploads.ts'

const body = (text: string): IncomingMessage => {
  const stream = new PassThrough()
  stream.end(text)
  return stream as unknown as IncomingMessage
}

async function awaiting(maxBytes: number) {
  const target = join(await tempDir(), 'incoming-0.backup')
  const uploads = createUploads(maxBytes)
  const taken = await uploads.take(target)
  const href = taken.chosen.state === 'awaited' ? taken.chosen.href : ''
  return { target, uploads, taken, href }
}

test('a file is taken once, at the address that was given', async () => {
  const { target, uploads, taken, href } = await awaiting(100)
  expect(taken.path()).toBeUndefined()
  expect(await uploads.receive('/upload/guessed', body('other'))).toBeUndefined()
  expect(await uploads.receive(href, body('a backup'))).toBe('stored')
  expect(taken.path()).toBe(target)
  expect(readFileSync(target, 'utf8')).toBe('a backup')
  expect(await uploads.receive(href, body('another'))).toBeUndefined()
  taken.discard()
  expect(taken.path()).toBeUndefined()
  expect(existsSync(target)).toBe(false)
})

test('one that is too large is not kept', async () => {
  const { target, uploads, taken, href } = await awaiting(4)
  expect(await uploads.receive(href, body('12345'))).toBe('too_large')
  expect(taken.path()).toBeUndefined()
  expect(existsSync(target)).toBe(false)
})

test('only the file that was asked for last is awaited', async () => {
  const { uploads, href } = await awaiting(100)
  await uploads.take(join(await tempDir(), 'incoming-1.backup'))
  expect(await uploads.receive(href, body('late'))).toBeUndefined()
})

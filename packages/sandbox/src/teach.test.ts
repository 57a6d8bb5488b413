import { createCodec } from '@asinx-pay/core/wire'
import { createCipheriv, createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { demoCredentials } from './demo-credentials.ts'
import { createTestMerchant } from './test-merchant.ts'

const codec = createCodec(demoCredentials)
const path = '/user/register'
const body = '{"email":"a@example.com","mobileNumber":"5550100","mobilePrefix":"1"}'
const key = Buffer.from(demoCredentials.appSecret, 'hex')

const md5 = (text: string | Buffer): string => createHash('md5').update(text).digest('hex')
const base64 = (text: string): string => Buffer.from(text).toString('base64')
function aes(text: string, secret: Buffer = key): Buffer {
  const cipher = createCipheriv(`aes-${(secret.length * 8) as 128 | 256}-ecb`, secret, null)
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
}
const right = aes(base64(path + body))
const asText = Buffer.from(demoCredentials.appSecret)

const mistakes: [stage: string, sign: string, sent?: string][] = [
  ['origin', md5(aes(base64(`/api-web${path}${body}`)).toString('hex'))],
  ['origin', md5(aes(base64(body)).toString('hex'))],
  ['origin', codec.sign(path, JSON.parse(body)).sign, body.replaceAll(',', ', ')],
  ['base64', md5(aes(path + body).toString('hex'))],
  ['key', md5(aes(base64(path + body), asText).toString('hex'))],
  ['key', md5(aes(base64(path + body), asText.subarray(0, 16)).toString('hex'))],
  ['key', createCodec({ ...demoCredentials, scheme: 'legacy' }).sign(path, JSON.parse(body)).sign],
  ['cipher text', md5(right.toString('base64'))],
  ['cipher text', md5(right.toString('hex').toUpperCase())],
  ['cipher text', md5(right)],
  ['sign', md5(right.toString('hex')).toUpperCase()],
]

async function refusal(teach: boolean, sign: string, sent: string): Promise<string> {
  const merchant = createTestMerchant({ teach })
  const headers = { appId: demoCredentials.appId, sign }
  const request = new Request(`http://localhost/api-web${path}`, { method: 'POST', headers, body: sent })
  const reply = codec.openReply(await (await merchant.send(request)).text())
  await merchant.sandbox.close()
  expect(reply).toMatchObject({ success: false })
  return reply.message
}

test.each(mistakes)('a mistake in the stage "%s" is named', async (stage, sign, sent = body) => {
  expect(await refusal(true, sign, sent)).toContain(`wrong, ${stage}`)
  expect(await refusal(false, sign, sent)).toBe('The signature is wrong.')
})

test('keys that are not sorted are named, though the signature fits', async () => {
  const unsorted = '{"mobilePrefix":"1","email":"a@example.com","mobileNumber":"5550100"}'
  const sign = md5(aes(base64(path + unsorted)).toString('hex'))
  expect(await refusal(true, sign, unsorted)).toContain('not sorted')
})

test('what cannot be named gets the whole recipe, and never the secret', async () => {
  const message = await refusal(true, '0'.repeat(32), body)
  expect(message).toContain('AES-128-ECB')
  expect(message).not.toContain(demoCredentials.appSecret)
})

import { check, endpointKeys, endpointOf, inputFields, notifyTypes } from '@asinx-pay/core'
import { createCodec } from '@asinx-pay/core/wire'
import { demoCredentials } from '@asinx-pay/sandbox'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { clientInput, exampleNotify, exampleReply, httpExample } from './examples.ts'
import { openapi } from './openapi.ts'

const codec = createCodec(demoCredentials)

test('the description is valid OpenAPI 3.1', async () => {
  const validator = new Validator()
  const { valid, errors } = await validator.validate(JSON.parse(JSON.stringify(openapi())) as Record<string, unknown>)
  expect(errors ?? []).toEqual([])
  expect(valid).toBe(true)
  expect(validator.version).toBe('3.1')
})

test('it has a path for every endpoint and a webhook for every notify', () => {
  const { paths, webhooks } = openapi() as { paths: object; webhooks: object }
  expect(Object.keys(paths)).toEqual(endpointKeys.map((key) => endpointOf(key).path))
  expect(Object.keys(webhooks)).toEqual(notifyTypes)
})

test.each(endpointKeys)('%s: the example is what the client takes, and its signature and reply open', (key) => {
  const row = endpointOf(key)
  expect(check(inputFields(row), clientInput(key))).toEqual([])
  const { body, headers } = httpExample(key)
  expect(() => codec.openRequest({ path: row.path, body, sign: headers.sign ?? '' })).not.toThrow()
  const reply = codec.openReply(JSON.stringify(exampleReply(key)))
  expect(reply.success).toBe(true)
  expect('result' in reply).toBe(Object.keys(row.response).length > 0)
})

test.each(notifyTypes)('%s: the example opens', (type) => {
  expect(codec.openNotify(JSON.stringify(exampleNotify(type)))).toMatchObject({ type, authentic: false, unknown: [] })
})

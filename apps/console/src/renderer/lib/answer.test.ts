import { transactionResponseCodes } from '@asinx-pay/core'
import { zh } from '@asinx-pay/core/zh'
import { expect, test } from 'vitest'
import { reasonOf } from './answer.ts'

const answers = Object.entries(transactionResponseCodes).flatMap(([code, { text }]) => [
  [code, text] as const,
  [code, zh.transactionResponseCodes[code as keyof typeof transactionResponseCodes]] as const,
])

test.each(answers)('%s %s: the reason stands alone', (code, text) => {
  const reason = reasonOf(code, text)
  expect(reason).toBe(code === '000000' ? null : reason)
  expect(reason ?? '').not.toMatch(/FAILED|交易失败|[()（）]/)
  expect(text).toContain(reason ?? '')
})

test('a text that wraps nothing stays as it is', () => {
  expect(reasonOf('123456', 'Ask the issuer')).toBe('Ask the issuer')
})

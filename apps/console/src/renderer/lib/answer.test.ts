import { transactionResponseCodes } from '@asinx-pay/core'
import { zh } from '@asinx-pay/core/zh'
import { expect, test } from 'vitest'
import { reasonOf } from './answer.ts'
import { approvedCode } from './decline.ts'

const answers = Object.entries(transactionResponseCodes).flatMap(([code, { text }]) => [
  [code, text] as const,
  [code, zh.transactionResponseCodes[code as keyof typeof transactionResponseCodes]] as const,
])

const isApproved = ([code]: readonly [code: string, text: string]): boolean => code === approvedCode

test.each(answers.filter((answer) => !isApproved(answer)))('%s %s: the reason stands alone', (code, text) => {
  const reason = reasonOf(code, text)
  expect(reason).toMatch(/^[^()（）]+$/)
  expect(reason).not.toMatch(/FAILED|交易失败/)
  expect(text).toContain(reason)
})

test.each(answers.filter(isApproved))('%s %s: an approval has no reason', (code, text) => {
  expect(reasonOf(code, text)).toBeNull()
})

test('a text that wraps nothing stays as it is', () => {
  expect(reasonOf('123456', 'Ask the issuer')).toBe('Ask the issuer')
})

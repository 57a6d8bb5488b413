import vectors from '@asinx-pay/core/vectors/template-list.json' with { type: 'json' }
import { createCodec } from '@asinx-pay/core/wire'
import { expect, test } from 'vitest'
import { products } from './products.ts'
import { createTestMerchant } from './test-merchant.ts'

test("the vendor's nine products come first, digit for digit", async () => {
  const [vector] = vectors
  if (!vector) throw new Error('The vector is gone')
  const published = createCodec({ appId: 'x', appSecret: vector.secret, scheme: 'legacy' }).openResult(vector.result)
  const merchant = createTestMerchant()
  const listed = await merchant.client.bankcard.templateList()
  await merchant.sandbox.close()
  const withText = (published as Record<string, unknown>[]).map((row) => ({
    ...row,
    applyDiscount: String(row.applyDiscount),
  }))
  expect(withText).toHaveLength(9)
  expect(listed.slice(0, 9)).toEqual(withText)
  expect(listed).toHaveLength(products.length)
})

test('card numbers begin in ranges no bank issues', () => {
  for (const { traits } of products) expect(['424242', '111111']).toContain(traits.bin)
})

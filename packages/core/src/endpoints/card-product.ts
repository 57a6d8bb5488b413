import { cardNatures, cardNetworks } from '../codes.ts'
import type { Fields } from '../field.ts'
import { monthFee, rechargeFee } from './fields.ts'

/** An entry of List Card Products: table and sample of the document together. */
export const cardProduct = {
  id: {
    kind: 'integer',
    label: 'Product ID',
    doc: 'The product, to apply for a card of it (bankcardId).',
    example: 9,
  },
  title: { kind: 'text', label: 'Product', doc: 'Name of the product.', example: 'ASINX 优月卡', optional: true },
  bankCardNature: {
    kind: 'choice',
    label: 'Nature',
    doc: 'Physical or virtual.',
    options: cardNatures,
    optional: true,
  },
  bankCardType: { kind: 'choice', label: 'Network', doc: 'Card network.', options: cardNetworks, optional: true },
  ccy: {
    kind: 'text',
    label: 'Card Currency',
    doc: 'Currency the card is kept in.',
    example: 'USD',
    optional: true,
  },
  applyFee: {
    kind: 'money',
    label: 'Application Fee',
    doc: 'Fee in USD before the discount.',
    example: '300.000000000000000000',
    optional: true,
  },
  applyDiscount: {
    kind: 'rate',
    label: 'Application Discount',
    doc: 'Factor on the fee: an application costs applyDiscount × applyFee.',
    example: '1',
    optional: true,
  },
  monthFee,
  rechargeFee: { ...rechargeFee, example: '0.010000000000000000' },
  enable: {
    kind: 'flag',
    label: 'Enabled',
    doc: 'Whether cards of it can be applied for.',
    example: true,
    optional: true,
  },
  description1: {
    kind: 'text',
    label: 'Description 1',
    doc: 'First line of advertising.',
    example: '闪电支付，无缝衔接',
    optional: true,
  },
  description2: {
    kind: 'text',
    label: 'Description 2',
    doc: 'Second line of advertising.',
    example: '让你的NFT消费流通起来',
    optional: true,
  },
  img: {
    kind: 'text',
    label: 'Picture URL',
    doc: 'Picture of the card.',
    example: 'https://test.asinx.io/static-res/bankcard/1688961772590.png',
    optional: true,
  },
  sortParam: { kind: 'integer', label: 'Sort Order', doc: 'Position in lists.', example: 20, optional: true },
  bankCardSource: {
    kind: 'text',
    label: 'Source',
    doc: 'Undocumented; in the samples only.',
    example: 'SP',
    optional: true,
  },
  categoryId: {
    kind: 'integer',
    label: 'Category',
    doc: 'Undocumented; in the samples only.',
    example: 1,
    optional: true,
  },
  hot: { kind: 'flag', label: 'Hot', doc: 'Undocumented; in the samples only.', example: false, optional: true },
  recommend: {
    kind: 'flag',
    label: 'Recommended',
    doc: 'Undocumented; in the samples only.',
    example: true,
    optional: true,
  },
} as const satisfies Fields

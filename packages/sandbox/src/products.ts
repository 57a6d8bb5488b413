/** A card product: what List Card Products says about it, and how the sandbox's cards of it behave. */
export interface Product {
  id: number
  title: string
  bankCardNature: 'VIRTUAL' | 'PHYSICAL'
  bankCardType: 'VISA' | 'MASTER'
  bankCardSource: string
  categoryId: number
  ccy: string
  /** USD, with the digits the vendor writes. */
  applyFee: string
  applyDiscount: string
  /** USD, taken from the card on the 7th of each month. */
  monthFee: string
  rechargeFee: string
  enable: boolean
  hot: boolean
  recommend: boolean
  sortParam: number
  description1: string
  description2: string
  img: string
  traits: Traits
}

/** Assumed behaviour; nothing of it is visible in the product list. */
export interface Traits {
  /** Recharges and closes are answered with 99997 and decided later. */
  answersLater?: true
  /** The user must have passed KYC, and cards carry holder data. */
  needsHolder?: true
  /** Part of a purchase in another currency that is taken as a fee. */
  crossBorderRate?: string
  /** USD, taken for each declined purchase as far as the card has it. */
  declineFee?: string
  /** USD, taken for each refund. */
  refundFee?: string
  /** First digits of its card numbers; ranges no bank issues. */
  bin: string
}

const supported = { description1: '• VISA，MASTER CARD supported' }
const instantly = { ...supported, description2: '• Charge Cryptocurrency and fiat to the account in seconds' }
const image = (name: string): string => `https://test.moonbank.me/static-res/bankcard/${name}.png`
const visible = { bin: '424242' }
const vendorVirtual = {
  bankCardNature: 'VIRTUAL',
  bankCardSource: 'VCC',
  categoryId: 1,
  ccy: 'USD',
  applyDiscount: '1',
  monthFee: '0.00',
  enable: true,
} as const

/** The nine products of the vendor's published list, digit for digit. */
const vendorProducts: readonly Product[] = [
  {
    ...vendorVirtual,
    id: 9,
    title: 'Moonbank  优月卡',
    bankCardNature: 'PHYSICAL',
    bankCardType: 'MASTER',
    bankCardSource: 'SP',
    applyFee: '300.000000000000000000',
    rechargeFee: '0.010000000000000000',
    hot: false,
    recommend: true,
    sortParam: 20,
    description1: '闪电支付，无缝衔接',
    description2: '让你的NFT消费流通起来',
    img: image('1688961772590'),
    traits: { ...visible, needsHolder: true },
  },
  {
    ...vendorVirtual,
    id: 7,
    title: 'Moonbank 月享卡',
    bankCardType: 'MASTER',
    applyFee: '5.000000000000000000',
    rechargeFee: '0.012000000000000000',
    hot: false,
    recommend: true,
    sortParam: 10,
    description1: '可绑微信支付宝 全球电商消费',
    description2: '境内外线下支付消费全覆盖',
    img: image('1687768314624'),
    traits: { bin: '111111', answersLater: true },
  },
  {
    ...vendorVirtual,
    ...instantly,
    id: 1,
    title: 'Monthly membership card',
    bankCardType: 'VISA',
    applyFee: '10.000000000000000000',
    rechargeFee: '0.013000000000000000',
    hot: true,
    recommend: true,
    sortParam: 9,
    img: image('1687533514825'),
    traits: visible,
  },
  {
    ...vendorVirtual,
    ...instantly,
    id: 2,
    title: 'Zunyue Card',
    bankCardType: 'MASTER',
    applyFee: '50.000000000000000000',
    rechargeFee: '0.012000000000000000',
    hot: true,
    recommend: true,
    sortParam: 8,
    img: image('1687407359881'),
    traits: { bin: '111111', answersLater: true, needsHolder: true },
  },
  {
    ...vendorVirtual,
    ...instantly,
    id: 3,
    title: 'Star Moon Card',
    bankCardType: 'MASTER',
    applyFee: '100.000000000000000000',
    rechargeFee: '0.018000000000000000',
    hot: true,
    recommend: true,
    sortParam: 7,
    img: image('1687407108692'),
    traits: { ...visible, needsHolder: true },
  },
  {
    ...vendorVirtual,
    ...instantly,
    id: 4,
    title: 'Star Zun Card',
    bankCardType: 'MASTER',
    applyFee: '120.000000000000000000',
    rechargeFee: '0.008000000000000000',
    hot: true,
    recommend: true,
    sortParam: 6,
    img: image('1687407585510'),
    traits: { ...visible, needsHolder: true },
  },
  {
    ...vendorVirtual,
    ...instantly,
    id: 5,
    title: 'Yaoyue Card',
    bankCardType: 'MASTER',
    applyFee: '10.000000000000000000',
    rechargeFee: '0.012000000000000000',
    hot: true,
    recommend: true,
    sortParam: 5,
    img: image('1687407749889'),
    traits: { bin: '111111', answersLater: true, needsHolder: true },
  },
  {
    ...vendorVirtual,
    ...instantly,
    id: 6,
    title: 'Starlight Card',
    bankCardType: 'MASTER',
    applyFee: '70.000000000000000000',
    rechargeFee: '0.013000000000000000',
    hot: false,
    recommend: false,
    sortParam: 5,
    img: image('1687768260118'),
    traits: { ...visible, needsHolder: true },
  },
  {
    ...vendorVirtual,
    id: 8,
    title: 'Moonbank  NFT联名卡',
    bankCardType: 'MASTER',
    applyFee: '20.000000000000000000',
    rechargeFee: '0.013000000000000000',
    hot: false,
    recommend: false,
    sortParam: 3,
    description1: '闪电支付，无缝衔接',
    description2: '让你的NFT消费流通起来',
    img: image('1687768470763'),
    traits: { ...visible, needsHolder: true },
  },
]

const own = { ...vendorVirtual, bankCardType: 'VISA', hot: false, recommend: false, img: '' } as const

/** Products of ours, with fees that make each rule visible. */
const ownProducts: readonly Product[] = [
  {
    ...own,
    id: 101,
    title: 'Sandbox Virtual',
    applyFee: '10.00',
    applyDiscount: '0.85',
    rechargeFee: '0.005',
    sortParam: 103,
    description1: 'No KYC, recharges are answered at once',
    description2: 'A recharge of 100 gives 99.50; applying costs 8.50',
    traits: visible,
  },
  {
    ...own,
    id: 102,
    title: 'Sandbox Virtual, answers later',
    applyFee: '10.00',
    rechargeFee: '0.005',
    sortParam: 102,
    description1: 'No KYC, recharges are answered with 99997',
    description2: 'The result follows as a notify',
    traits: { bin: '111111', answersLater: true },
  },
  {
    ...own,
    id: 103,
    title: 'Sandbox Physical with monthly fee',
    bankCardNature: 'PHYSICAL',
    bankCardSource: 'SP',
    applyFee: '25.00',
    monthFee: '1.50',
    rechargeFee: '0.01',
    sortParam: 101,
    description1: 'No KYC, needs a residence address',
    description2: 'Costs 1.50 on the 7th of each month',
    traits: visible,
  },
  {
    ...own,
    id: 105,
    title: 'Sandbox Virtual with trade fees',
    applyFee: '5.00',
    rechargeFee: '0.01',
    monthFee: '0.50',
    sortParam: 99,
    description1: 'No KYC, every fee there is',
    description2: '1.5 % abroad, 0.30 per decline, 0.20 per refund, 0.50 on the 7th of each month',
    traits: { ...visible, crossBorderRate: '0.015', declineFee: '0.30', refundFee: '0.20' },
  },
  {
    ...own,
    id: 104,
    title: 'Sandbox product that is switched off',
    applyFee: '1.00',
    rechargeFee: '0',
    enable: false,
    sortParam: 100,
    description1: 'Cannot be applied for',
    description2: '',
    traits: visible,
  },
]

export const products: readonly Product[] = [...vendorProducts, ...ownProducts]

const byId = new Map(products.map((product) => [product.id, product]))
export const productOf = (id: number): Product | undefined => byId.get(id)
/** The product of a stored card. @throws Error when the database knows a product this version does not. */
export function requireProduct(id: number): Product {
  const product = byId.get(id)
  if (!product) throw new Error(`The sandbox has no product ${id}`)
  return product
}

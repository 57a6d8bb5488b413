import type { Fields } from '../field.ts'
import { cardNo, cardStatus, currency, monthFee, rechargeFee, tag } from './fields.ts'

const holder = (label: string, doc: string, example: string) =>
  ({ kind: 'text', label, doc, example, optional: true }) as const

/** Reply of Get Card. The vendor spells `bankCardId`, `userBankCardStatus` and `hashHolderInfo` so. */
export const cardDetails = {
  bankCardId: {
    kind: 'integer',
    label: 'Bank Card ID',
    doc: "The vendor's number of the bank card; not the userBankcardId.",
    example: 132,
    optional: true,
  },
  cardNo: { ...cardNo, example: '1111112826444128' },
  cardCvv: {
    kind: 'text',
    label: 'CVV',
    doc: 'Card verification value; virtual cards only.',
    example: '195',
    optional: true,
    secret: true,
  },
  expiryDate: {
    kind: 'text',
    label: 'Expiry',
    doc: 'Year and month the card expires, as YYYYMM.',
    example: '202707',
    optional: true,
  },
  currency,
  userBankCardStatus: cardStatus,
  monthFee,
  rechargeFee,
  tag,
  hashHolderInfo: {
    kind: 'flag',
    label: 'Has Holder',
    doc: 'Whether the card carries holder data (vccCardHolderVo).',
    example: true,
    optional: true,
  },
  vccCardHolderVo: {
    kind: 'group',
    label: 'Holder',
    doc: 'Holder data of a virtual card.',
    optional: true,
    fields: {
      id: { kind: 'integer', label: 'Holder ID', doc: 'Number of the holder record.', example: 4, optional: true },
      firstName: holder('First Name', 'Given name.', 'jiang'),
      middleName: holder('Middle Name', 'Middle name.', 'luo'),
      lastName: holder('Last Name', 'Family name.', 'liu'),
      mobilePrefix: holder('Mobile Prefix', 'Country calling code.', '86'),
      mobile: holder('Mobile Number', 'Phone number.', '18900889980'),
      email: holder('Email', 'Email address.', '123321@asinx.io'),
      countryCode: holder('Country', 'Country.', 'America'),
      birthDate: {
        kind: 'date',
        label: 'Date of Birth',
        doc: 'Date of birth as YYYY-MM-DD.',
        example: '1983-10-01',
        optional: true,
      },
      billingAddress: holder('Billing Address', 'Street and house number.', '3836 Harvest Lane'),
      billingCity: holder('Billing City', 'City.', 'Los Angeles'),
      billingState: holder('Billing State', 'State or province.', 'California'),
      billingZipCode: holder('Billing Post Code', 'Postal code.', '90014'),
    },
  },
} as const satisfies Fields

import type { Endpoint } from '../endpoint.ts'
import { idCountries, idTypes, type IdCountry } from '../codes.ts'
import { gateway } from './fields.ts'
import { demo } from './user-profile.ts'

const countriesTaking = (document: 'passport' | 'nationalId'): string[] =>
  Object.entries<IdCountry>(idCountries).flatMap(([country, takes]) => (takes[document] ? [country] : []))

export const user = {
  'user.register': {
    path: '/user/register',
    title: 'Register User',
    doc: "Creates a user; cards are applied for in a user's name.",
    source: 'published',
    scope: 'merchant',
    effect: 'once',
    request: {
      email: {
        kind: 'text',
        label: 'Email',
        doc: 'Email address that no user has used before.',
        example: 'name@example.com',
        pattern: '[^@\\s]+@[^@\\s]+',
      },
      mobileNumber: {
        kind: 'text',
        label: 'Mobile Number',
        doc: 'Phone number without the country code that no user has used before.',
        example: '18888888867',
        pattern: '\\d{4,20}',
      },
      mobilePrefix: {
        kind: 'text',
        label: 'Mobile Prefix',
        doc: 'Country calling code without plus: China 86, Korea 82, Japan 81.',
        example: '86',
        pattern: '\\d{1,6}',
      },
    },
    response: {
      uid: {
        kind: 'text',
        label: 'User ID',
        doc: 'Unique ID of the user; other calls send it in the uId header.',
        example: 'hgwoxhlpzvav6m2l',
      },
    },
    settledBy: {
      evidence:
        'Nothing lists users. When a person tries again and is told "already used", the first try went through.',
    },
  },
  'user.setProfession': {
    path: '/user/setProfession',
    title: 'Submit KYC (First Generation)',
    doc: 'Submits identity data and document images for verification.',
    source: 'published',
    scope: 'user',
    effect: 'single',
    deprecated: 'The document marks it obsolete; use Get KYC Gateway or Submit User Information.',
    request: {
      first_name: { kind: 'text', label: 'First Name', doc: 'Given name as on the document.', example: 'ming' },
      last_name: { kind: 'text', label: 'Last Name', doc: 'Family name as on the document.', example: 'li' },
      first_name_en: {
        kind: 'text',
        label: 'First Name (English)',
        doc: 'Given name in Latin letters.',
        example: 'ming',
      },
      last_name_en: { kind: 'text', label: 'Last Name (English)', doc: 'Family name in Latin letters.', example: 'li' },
      birthday: { kind: 'date', label: 'Date of Birth', doc: 'Date of birth as YYYY-MM-DD.', example: '2000-01-01' },
      id_type: {
        kind: 'choice',
        label: 'ID Type',
        doc: 'Kind of identity document.',
        options: idTypes,
        example: 'passport',
      },
      country: {
        kind: 'choice',
        label: 'ID Country',
        doc: 'Country that issued the document; not every country is taken with every kind.',
        options: idCountries,
        limitedBy: {
          field: 'id_type',
          to: { passport: countriesTaking('passport'), 'national-id': countriesTaking('nationalId') },
        },
        example: 'CN',
      },
      number: { kind: 'text', label: 'ID Number', doc: 'Number of the document.', example: '123456', secret: true },
      expiry_date: {
        kind: 'date',
        label: 'ID Expiry Date',
        doc: 'Last day the document is valid, as YYYY-MM-DD.',
        example: '2027-01-01',
      },
      frontImg: {
        kind: 'image',
        label: 'ID Front Image',
        doc: 'Front side as a data URL: data:image/jpg;base64,…',
        secret: true,
      },
      backImg: {
        kind: 'image',
        label: 'ID Back Image',
        doc: 'Back side as a data URL; needed for a national ID card.',
        optional: true,
        secret: true,
        requiredWhen: { field: 'id_type', is: 'national-id' },
      },
      occupation: {
        kind: 'text',
        label: 'Occupation',
        doc: 'What the user works as.',
        example: 'boss',
        optional: true,
      },
      position: { kind: 'text', label: 'Position', doc: 'Position at work.', example: 'management', optional: true },
      annual_income: {
        kind: 'text',
        label: 'Annual Income',
        doc: 'Yearly income in HKD, as text.',
        example: '100000',
        optional: true,
      },
    },
    response: {},
  },
  ...demo,
  'user.usdRechargeInfo': {
    path: '/user/usdRechargeInfo',
    title: 'Create Coin Deposit',
    doc: 'Creates a payment page on which the user deposits digital currency.',
    source: 'published',
    scope: 'user',
    effect: 'single',
    request: {
      amount: { kind: 'money', label: 'Amount', doc: 'Amount in USD, as decimal text.', example: '100.00' },
      currency: {
        kind: 'text',
        label: 'Currency',
        doc: 'Currency of the deposit.',
        example: 'USD',
        optional: true,
        source: 'demo',
      },
    },
    response: {
      gateway: {
        ...gateway,
        label: 'Gateway URL',
        doc: 'Payment page to send the user to.',
        example: 'https://test.asinx.io/payment/#/?orderNo=MB230819193948569135325',
      },
      orderNo: {
        kind: 'text',
        label: 'Payment Order Number',
        doc: 'Unique order number; absent in the one real reply that is known, where it stands in the gateway URL.',
        example: 'MB230819193948569135325',
        optional: true,
      },
    },
    assumed: "The vendor's test system answers only for uid eoi7g774uuuyrasz.",
  },
} as const satisfies Record<string, Endpoint>

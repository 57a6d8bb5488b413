import type { Endpoint } from '../endpoint.ts'

const text = (label: string, doc: string, example: string) =>
  ({ kind: 'text', label, doc, example, optional: true, source: 'demo' }) as const

/** User endpoints that only the vendor's demos show. */
export const demo = {
  'user.kycCheck': {
    path: '/user/kycCheck',
    title: 'Get KYC Status',
    doc: "Returns how far the user's verification has come.",
    source: 'demo',
    scope: 'user',
    effect: 'read',
    request: {
      idType: text('ID Type', 'Kind of identity document; PASSPORT in the demo.', 'PASSPORT'),
      country: text('Country', 'Country that issued the document.', 'CN'),
    },
    response: {
      status: {
        kind: 'text',
        label: 'KYC Status',
        doc: 'State of the verification as text.',
        example: 'PASSED',
        optional: true,
        source: 'assumed',
      },
    },
    assumed: 'The demo shows no reply; we expect { status }.',
  },
  'user.setUserInfo': {
    path: '/user/setUserInfo',
    title: 'Submit User Information',
    doc: "Submits the user's identity for verification, second generation.",
    source: 'demo',
    scope: 'user',
    effect: 'single',
    request: {
      firstName: text('First Name', 'Given name as on the document.', 'Ming'),
      firstNameEnglish: text('First Name (English)', 'Given name in Latin letters.', 'Ming'),
      lastName: text('Last Name', 'Family name as on the document.', 'Li'),
      lastNameEnglish: text('Last Name (English)', 'Family name in Latin letters.', 'Li'),
      dateOfBirth: {
        kind: 'date',
        label: 'Date of Birth',
        doc: 'Date of birth as YYYY-MM-DD.',
        example: '2000-01-01',
        optional: true,
        source: 'demo',
      },
      nationality: {
        kind: 'text',
        label: 'Nationality',
        doc: 'Two-letter country code.',
        example: 'CN',
        optional: true,
        source: 'demo',
        pattern: '[A-Za-z]{2}',
      },
      address: {
        kind: 'group',
        label: 'Address',
        doc: 'Where the user lives.',
        optional: true,
        source: 'demo',
        fields: {
          addressLine1: text('Address Line 1', 'Street and house number.', '3836 Harvest Lane'),
          addressLine2: text('Address Line 2', 'Flat, floor or building.', 'Floor 2'),
          city: text('City', 'City.', 'Los Angeles'),
          countryCode: text('Country Code', 'Two-letter country code.', 'US'),
          postCode: text('Post Code', 'Postal code.', '90014'),
        },
      },
      identification: {
        kind: 'group',
        label: 'Identification',
        doc: 'The identity document.',
        optional: true,
        source: 'demo',
        fields: {
          identificationType: text('Identification Type', 'Kind of document; PASSPORT in the demo.', 'PASSPORT'),
          identificationNumber: {
            ...text('Identification Number', 'Number of the document.', 'E12345678'),
            secret: true,
          },
          identificationExpiryDate: {
            kind: 'date',
            label: 'Identification Expiry Date',
            doc: 'Last day the document is valid, as YYYY-MM-DD.',
            example: '2030-01-01',
            optional: true,
            source: 'demo',
          },
        },
      },
    },
    response: {},
    assumed: 'The demo shows no reply; we expect none.',
  },
  'user.setHolderInfo': {
    path: '/user/setHolderInfo',
    title: 'Submit Card Holder',
    doc: 'Submits the holder data that some virtual cards need.',
    source: 'demo',
    scope: 'user',
    effect: 'single',
    request: {
      firstName: text('First Name', 'Given name in Latin letters.', 'Ming'),
      lastName: text('Last Name', 'Family name in Latin letters.', 'Li'),
      phoneNumber: text('Phone Number', 'Phone number without the country code.', '18900889980'),
      countryCode: text('Country Code', 'Country code of the phone number or address.', 'CN'),
      residentialAddressCity: text('City', 'City of residence.', 'Los Angeles'),
      residentialAddressCountry: text('Country', 'Country of residence.', 'US'),
      residentialAddressLine1: text('Address Line 1', 'Street and house number.', '3836 Harvest Lane'),
      residentialAddressLine2: text('Address Line 2', 'Flat, floor or building.', 'Floor 2'),
      residentialAddressState: text('State', 'State or province.', 'California'),
      residentialAddressPostalCode: text('Postal Code', 'Postal code.', '90014'),
    },
    response: {},
    assumed: 'The demo shows no reply; we expect none.',
  },
} as const satisfies Record<string, Endpoint>

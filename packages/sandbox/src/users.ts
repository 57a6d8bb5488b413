import { idCountries, type IdCountry } from '@asinx-pay/core'
import type { Bank } from './bank.ts'
import { badFields, refused } from './refusal.ts'
import type { UserRow } from './schema.ts'

export interface Registration {
  email: string
  mobilePrefix: string
  mobileNumber: string
}

const taken = (bank: Bank, { email, mobilePrefix, mobileNumber }: Registration): string | undefined => {
  if (bank.store.one('SELECT uid FROM users WHERE email = ?', email)) return 'The email has been used already.'
  const sql = 'SELECT uid FROM users WHERE mobilePrefix = ? AND mobileNumber = ?'
  return bank.store.one(sql, mobilePrefix, mobileNumber) ? 'The mobile number has been used already.' : undefined
}

/** Creates a user; email and number must be new. */
export function registerUser(bank: Bank, registration: Registration): UserRow {
  const problem = taken(bank, registration)
  if (problem) throw refused(problem)
  const { email, mobilePrefix, mobileNumber } = registration
  const user: UserRow = {
    uid: bank.ids.uid(),
    email,
    mobilePrefix,
    mobileNumber,
    kyc: 'NONE',
    holder: null,
    createdAt: bank.clock.now(),
  }
  bank.store.insert('users', user)
  return user
}

/** Takes identity data. Assumed: the sandbox passes it at once; images are looked at and forgotten. */
export function submitKyc(
  bank: Bank,
  user: UserRow,
  document: { country: string; idType: string } | undefined,
): Record<string, never> {
  const country: IdCountry | undefined = document && (idCountries as Record<string, IdCountry>)[document.country]
  if (document && country && !country[document.idType === 'passport' ? 'passport' : 'nationalId'])
    throw badFields(`country ${document.country} is not taken with ${document.idType}`)
  passKyc(bank, user.uid)
  return {}
}

/** The user is sent to the vendor's page; until they have been there the verification is open. */
export const startKyc = (bank: Bank, user: UserRow): void =>
  bank.store.run(`UPDATE users SET kyc = 'PENDING' WHERE uid = ? AND kyc = 'NONE'`, user.uid)

/** The vendor has verified the user. */
export const passKyc = (bank: Bank, uid: string): void =>
  bank.store.run(`UPDATE users SET kyc = 'PASSED' WHERE uid = ?`, uid)

interface HolderInput {
  firstName?: string | undefined
  lastName?: string | undefined
  phoneNumber?: string | undefined
  countryCode?: string | undefined
  residentialAddressLine1?: string | undefined
  residentialAddressCity?: string | undefined
  residentialAddressState?: string | undefined
  residentialAddressPostalCode?: string | undefined
}

/** Keeps the holder data under the names Get Card answers with. */
export function submitHolder(bank: Bank, user: UserRow, input: HolderInput): Record<string, never> {
  const holder = {
    firstName: input.firstName,
    lastName: input.lastName,
    mobile: input.phoneNumber,
    countryCode: input.countryCode,
    billingAddress: input.residentialAddressLine1,
    billingCity: input.residentialAddressCity,
    billingState: input.residentialAddressState,
    billingZipCode: input.residentialAddressPostalCode,
  }
  bank.store.run('UPDATE users SET holder = ? WHERE uid = ?', JSON.stringify(holder), user.uid)
  return {}
}

import { idCountries, type IdCountry, type idTypes } from '@asinx-pay/core'

const taken: Record<keyof typeof idTypes, keyof IdCountry & ('passport' | 'nationalId')> = {
  passport: 'passport',
  'national-id': 'nationalId',
}

/** Whether the vendor takes that kind of document from that country; true while either is not chosen yet. */
export function isDocumentTaken(country: unknown, type: unknown): boolean {
  if (typeof country !== 'string' || typeof type !== 'string') return true
  if (!Object.hasOwn(idCountries, country) || !Object.hasOwn(taken, type)) return true
  return idCountries[country as keyof typeof idCountries][taken[type as keyof typeof taken]]
}

const passed: ReadonlySet<string> = new Set(['PASSED', 'PASS', 'SUCCESS', 'APPROVED'])
const failed: ReadonlySet<string> = new Set(['FAILED', 'FAIL', 'REJECTED', 'REFUSED'])

/** How a verification stands. What the vendor's words for it are is not published, so an unlisted one is shown as it is. */
export function kycStep(user: { kycStatus: string | null; kycSentAt: number | null }): KycStep {
  const status = user.kycStatus?.toUpperCase() ?? null
  if (status !== null && passed.has(status)) return 'passed'
  if (status !== null && failed.has(status)) return 'refused'
  if (user.kycSentAt !== null) return 'sent'
  return status === null || status === 'NONE' ? 'none' : 'asked'
}

export type KycStep = 'none' | 'sent' | 'asked' | 'passed' | 'refused'

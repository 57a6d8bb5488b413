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

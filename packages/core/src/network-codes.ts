/** Causes that come up before a byte of the request has left. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
])

interface Coded {
  code?: unknown
  cause?: Coded
  errors?: Coded[]
}

/** The system's code of a network failure, such as `ECONNREFUSED`, wherever an HTTP client has put it; else empty. */
export function networkCode(error: unknown): string {
  const { code, cause, errors } = (error ?? {}) as Coded
  return String(cause?.code ?? cause?.errors?.[0]?.code ?? cause?.cause?.code ?? code ?? errors?.[0]?.code ?? '')
}

/** Whether a failure with this code left the request unsent for certain. */
export const isBeforeSending = (code: string): boolean => beforeSending.has(code)

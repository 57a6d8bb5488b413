/** Causes that come up before a byte of the request has left: no name, no connection, no trusted certificate. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
])

interface Coded {
  code?: unknown
  syscall?: unknown
  cause?: Coded
  errors?: Coded[]
}

/** The error of the system, wherever an HTTP client has put it. */
function systemError(error: unknown): Coded | undefined {
  const outer = (error ?? {}) as Coded
  const { cause, errors } = outer
  return [cause, cause?.errors?.[0], cause?.cause, outer, errors?.[0]].find((each) => each?.code !== undefined)
}

/**
 * The system's code of a network failure, such as `ECONNREFUSED`; else empty. What does not look like one is none: an
 * error of somebody else's code may say anything there.
 */
export function networkCode(error: unknown): string {
  const code = systemError(error)?.code
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,59}$/.test(code) ? code : ''
}

/**
 * Whether a failure left the request unsent for certain. A code such as EHOSTUNREACH also ends connections that were in
 * use, so beyond the codes above only a failure to connect counts.
 */
export const isUnsent = (error: unknown): boolean =>
  beforeSending.has(networkCode(error)) || systemError(error)?.syscall === 'connect'

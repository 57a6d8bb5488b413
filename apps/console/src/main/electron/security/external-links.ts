/** Hosts whose pages may be opened in the person's browser: the vendor's, where KYC and payments happen. */
const allowedHosts = ['asinx.io', 'moonbank.me'] as const

/** Whether an address may leave the application: https on an allowed host or below it, whole names only. */
export function isAllowedExternally(address: string): boolean {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return false
  }
  const { protocol, hostname, port, username, password } = url
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return false
  return allowedHosts.some((host) => hostname === host || hostname.endsWith(`.${host}`))
}

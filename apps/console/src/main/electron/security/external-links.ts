/** Hosts whose pages may be opened in the person's browser: the vendor's, where KYC and payments happen. */
const allowedHosts = ['asinx.io', 'moonbank.me'] as const

const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Whether an address is the control page of a sandbox on this computer. */
export function isSandboxPage(address: string): boolean {
  try {
    const { protocol, hostname, pathname, search, username } = new URL(address)
    if (protocol !== 'http:' || username !== '' || search !== '') return false
    return loopbackHosts.has(hostname) && pathname === '/__sandbox'
  } catch {
    return false
  }
}

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

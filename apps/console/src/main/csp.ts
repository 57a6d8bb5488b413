/** The window's content security policy: own files only, no inline code or style, nowhere to send anything. */
const directives = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  'connect-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
} as const

/** `connect` opens the page's own origin, for a host that carries the bridge over a socket. */
export function contentSecurityPolicy(options: { connect: 'none' | 'self' }): string {
  return Object.entries({ ...directives, 'connect-src': `'${options.connect}'` })
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}

/** Headers of every file a host serves to the window. */
export const securityHeaders = (options: { connect: 'none' | 'self' }): Record<string, string> => ({
  'content-security-policy': contentSecurityPolicy(options),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
})

/** The browser of the tests, and how it is started without its own errands on the network. */
export const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

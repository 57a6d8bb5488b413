/** The credentials the vendor publishes for its own test system; known to everybody, so never for anything real. */
export const demoCredentials = { appId: 'app_447770', appSecret: 'b635dd5c87f7bf73387929203321b1e1' } as const

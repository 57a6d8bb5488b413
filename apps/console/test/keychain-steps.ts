import { createBox } from '../src/main/services/box.ts'
import { createVault } from '../src/main/services/vault.ts'
import { loadKeytar } from '../src/main/services/keytar.ts'

/** Runs inside a D-Bus session of its own: a vault on the real keychain does one step and prints what it saw. */
const owner = { id: 'p1', baseUrl: 'https://test.asinx.io/api-web' }
const vault = createVault({ load: loadKeytar })
const [step = '', secret = ''] = process.argv.slice(2)

/** The console's own key, as the settings would hold its public half. */
const values = new Map<string, string>()
const settings = {
  get: (name: string) => values.get(name) as never,
  set: (name: string, value: string | undefined) => void values.set(name, value ?? ''),
}
const box = createBox({ vault, settings })

const steps: Record<string, () => Promise<unknown>> = {
  put: async () => ({ put: await vault.put(owner, secret), state: await vault.state() }),
  get: async () => ({ get: await vault.get(owner), where: await vault.where(owner), state: await vault.state() }),
  rotate: async () => ({ rotate: await vault.rotate(owner, secret), previous: await vault.previous(owner) }),
  previous: async () => ({ get: await vault.get(owner), previous: await vault.previous(owner) }),
  async seal() {
    await box.prepare()
    return { sealed: box.seal(Buffer.from(secret))?.toString('base64') ?? null }
  },
  open: async () => ({ opened: (await box.open(Buffer.from(secret, 'base64')))?.toString() ?? null }),
  drop: async () => {
    await vault.drop(owner)
    return { get: await vault.get(owner) }
  },
}

process.stdout.write(JSON.stringify(await steps[step]?.()))
process.exit(0)

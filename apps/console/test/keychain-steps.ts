import { createVault } from '../src/main/services/vault.ts'
import { loadKeytar } from '../src/main/services/keytar.ts'

/** Runs inside a D-Bus session of its own: a vault on the real keychain does one step and prints what it saw. */
const owner = { id: 'p1', baseUrl: 'https://test.asinx.io/api-web' }
const vault = createVault({ load: loadKeytar })
const [step = '', secret = ''] = process.argv.slice(2)

const steps: Record<string, () => Promise<unknown>> = {
  put: async () => ({ put: await vault.put(owner, secret), state: await vault.state() }),
  get: async () => ({ get: await vault.get(owner), where: await vault.where(owner), state: await vault.state() }),
  drop: async () => {
    await vault.drop(owner)
    return { get: await vault.get(owner) }
  },
}

process.stdout.write(JSON.stringify(await steps[step]?.()))
process.exit(0)

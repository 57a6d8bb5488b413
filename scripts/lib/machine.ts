import { existsSync } from 'node:fs'
import { postgresPrograms } from './postgres-programs.ts'
import { run } from './run.ts'

/** A program the tests need beyond npm, and the Debian or Ubuntu packages that bring it. */
interface Need {
  what: string
  packages: readonly string[]
  present(): Promise<boolean>
}

const onPath = (program: string) => async (): Promise<boolean> => {
  const found = await run(['sh', '-c', `command -v ${program}`], { output: 'capture' })
  return found.code === 0
}

const needs: readonly Need[] = [
  { what: 'Chromium', packages: ['chromium'], present: onPath('chromium') },
  {
    what: 'Chinese fonts',
    packages: ['fonts-noto-cjk'],
    present: async () => existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'),
  },
  { what: 'LibreOffice Calc', packages: ['libreoffice-calc'], present: onPath('soffice') },
  { what: 'PHP', packages: ['php-cli'], present: onPath('php') },
  { what: 'a keychain daemon', packages: ['gnome-keyring', 'libsecret-1-0'], present: onPath('gnome-keyring-daemon') },
  { what: 'dbus-run-session', packages: ['dbus-daemon'], present: onPath('dbus-run-session') },
  { what: 'dbus-send', packages: ['dbus-bin'], present: onPath('dbus-send') },
  { what: 'PostgreSQL', packages: ['postgresql'], present: async () => postgresPrograms() !== undefined },
  { what: 'Redis', packages: ['redis-server'], present: onPath('redis-server') },
  { what: 'a C++ compiler', packages: ['g++', 'make', 'python3'], present: onPath('g++') },
]

/** What this machine lacks for the tests. */
export async function missingNeeds(): Promise<{ what: string; packages: readonly string[] }[]> {
  const present = await Promise.all(needs.map((need) => need.present()))
  return needs.filter((_, index) => !present[index])
}

const installLine = (packages: readonly string[]): string =>
  `sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${packages.join(' ')}`

/** Installs what is missing where that is allowed; otherwise says the exact line to run. Returns whether all is there. */
export async function prepareMachine(mayInstall: boolean): Promise<boolean> {
  const missing = await missingNeeds()
  if (missing.length === 0) return true
  const packages = missing.flatMap((need) => need.packages)
  if (mayInstall) {
    console.log(`Installing ${missing.map((need) => need.what).join(', ')} …`)
    const prefix = process.getuid?.() === 0 ? [] : ['sudo']
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run([...prefix, 'apt-get', 'update'], { output: 'capture', env })
    const installed = await run([...prefix, 'apt-get', 'install', '--yes', '--no-install-recommends', ...packages], {
      output: 'capture',
      env,
    })
    if (installed.code !== 0) console.error(installed.output.slice(-2000))
    if ((await missingNeeds()).length === 0) return true
  }
  console.error(`Missing for the tests: ${missing.map((need) => need.what).join(', ')}.`)
  console.error(`On Debian or Ubuntu run this line, or add --install:\n  ${installLine(packages)}`)
  return false
}

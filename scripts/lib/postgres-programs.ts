import { existsSync, readdirSync } from 'node:fs'

const debianFolder = '/usr/lib/postgresql'

/** Folder of the newest PostgreSQL that Debian or Ubuntu have put in place, which is not on the PATH. */
export function postgresPrograms(): string | undefined {
  if (!existsSync(debianFolder)) return undefined
  return readdirSync(debianFolder)
    .toSorted((left, right) => Number(right) - Number(left))
    .map((version) => `${debianFolder}/${version}/bin`)
    .find((folder) => existsSync(`${folder}/postgres`))
}

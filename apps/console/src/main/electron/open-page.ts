import { shell } from 'electron'
import { ConsoleError } from '../errors.ts'
import type { OpenPage } from '../ports.ts'
import { isSandboxPage } from './security/external-links.ts'

/** Opens the sandbox's control page in the person's browser, and no other address. */
export const openPage: OpenPage = async (address) => {
  if (!isSandboxPage(address))
    throw new ConsoleError('sandbox_outside', `The sandbox is not on this computer: ${address}`)
  await shell.openExternal(address)
}

import type { Keychain } from '../ports.ts'

/**
 * The keychain of this computer. Loaded on first use only: a missing library must not stop the console from starting.
 * Rejects when the module or the libraries it needs are not there.
 */
export async function loadKeytar(): Promise<Keychain> {
  const { default: keytar } = await import('keytar')
  return keytar
}

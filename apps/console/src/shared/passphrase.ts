/** Shortest passphrase of a backup, in characters: it protects a file that leaves the computer. */
export const minPassphrase = 12
export const maxPassphrase = 200

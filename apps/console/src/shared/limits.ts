/** Longest file that an import reads, in UTF-16 units. */
export const maxImportLength = 1_000_000

/** Text as a pattern that finds it anywhere, for `like … escape '\'`; null for no search at all. */
export const likePattern = (search: string | undefined): string | null =>
  search ? `%${search.replace(/[\\%_]/g, String.raw`\$&`)}%` : null

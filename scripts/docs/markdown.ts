/** First line of every page, so that nobody edits one by hand. */
export const generated = '<!-- Generated from the rows by `npx pnpm@12 run docs`. Do not edit. -->'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** A Markdown table; columns in which every cell is empty are left out. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const kept = header.map((_, index) => index === 0 || rows.some((row) => row[index] !== ''))
  const line = (cells: readonly string[]): string =>
    `| ${cells
      .filter((_, index) => kept[index])
      .map(cell)
      .join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

export const code = (text: string): string => `\`${text}\``
export const link = (text: string, page: string): string => `[${text}](${page}.md)`
export const fence = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``

/** A page: its parts with an empty line between them, absent ones left out. */
export const page = (parts: readonly (string | false | undefined)[]): string =>
  `${[generated, ...parts.filter((part) => typeof part === 'string' && part !== '')].join('\n\n')}\n`

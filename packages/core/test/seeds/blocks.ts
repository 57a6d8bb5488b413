/** What the vendor's documents consist of, in the order it stands there. */
export type Block =
  | { kind: 'line'; text: string }
  | { kind: 'path'; path: string; via: 'POST' | 'example' }
  | { kind: 'sample'; text: string }
  | { kind: 'table'; header: string[]; rows: string[][] }

const cellsOf = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim().replace(/\s+/g, ' '))

const pathsOf = (line: string): Block[] => {
  const post = /^\s*POST (\/\S+)/.exec(line)
  if (post?.[1]) return [{ kind: 'path', path: post[1], via: 'POST' }]
  const example = /^\s*example: https:\/\/\S+\/api-web(\/\S+)/.exec(line)
  return example?.[1] ? [{ kind: 'path', path: example[1], via: 'example' }] : []
}

/** A fenced block: paths it names, then what is left as one sample. */
function fenced(lines: readonly string[]): Block[] {
  const rest = lines.filter((line) => line.trim() !== '' && pathsOf(line).length === 0 && !/^\s*#/.test(line))
  return [...lines.flatMap(pathsOf), { kind: 'sample', text: rest.join('\n') }]
}

const isRule = (cells: readonly string[]): boolean => cells.every((cell) => /^:?-+:?$/.test(cell))

/** Splits lines into runs, a new one wherever `starts` says so or the kind of line changes. */
function runs(lines: readonly string[], kindOf: (line: string) => string): { kind: string; lines: string[] }[] {
  const found: { kind: string; lines: string[] }[] = []
  for (const line of lines) {
    const kind = kindOf(line)
    const last = found.at(-1)
    if (last && kind !== 'line' && kind === last.kind) last.lines.push(line)
    else found.push({ kind: kind.replace('header', 'table'), lines: [line] })
  }
  return found
}

const toTable = (lines: readonly string[]): Block => {
  const [header = [], ...rows] = lines.map(cellsOf)
  return { kind: 'table', header, rows: rows.filter((row) => !isRule(row)) }
}

/** Reads Markdown as the vendor writes it: fences, and tables whose rows may lack the last bar. */
export function readMarkdown(text: string): Block[] {
  const [outside, inside]: [string[][], string[][]] = [[[]], []]
  let open = false
  for (const line of text.split('\n')) {
    if (/^\s*```/.test(line)) {
      open = !open
      ;(open ? inside : outside).push([])
    } else (open ? inside : outside).at(-1)?.push(line)
  }
  return outside.flatMap((lines, index) => [
    ...runs(
      lines.filter((line) => line.trim() !== ''),
      (line) => (line.startsWith('|') ? 'table' : 'line'),
    ).map((run): Block => (run.kind === 'table' ? toTable(run.lines) : { kind: 'line', text: run.lines.join('\n') })),
    ...fenced(inside[index] ?? []).filter(() => index < inside.length),
  ])
}

const kindOfRendered = (line: string): string => {
  if (/^(field|type|code|status) \| (description|country) \|/.test(line)) return 'header'
  if (/ \|/.test(line)) return 'table'
  return /^\s*"/.test(line) ? 'sample' : 'line'
}

/** Reads the rendering of the document, which has lost fences, braces, empty lines and some cells. */
export function readRendering(text: string, losses: readonly { shows: string; was: readonly string[] }[]): Block[] {
  const lines = text.split('\n').flatMap((line) => losses.find(({ shows }) => shows === line)?.was ?? line)
  return runs(
    lines.filter((line) => line.trim() !== ''),
    kindOfRendered,
  ).flatMap((run): Block[] => {
    const all = run.lines.join('\n')
    if (run.kind === 'table') return [toTable(run.lines)]
    if (run.kind === 'sample') return [{ kind: 'sample', text: all }]
    return pathsOf(all).length > 0 ? pathsOf(all) : [{ kind: 'line', text: all }]
  })
}

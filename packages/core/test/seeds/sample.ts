import { exactNumber } from '../../src/json.ts'

const token = /"((?:[^"\\]|\\.)*)"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\]]/g

interface Scope {
  members: [name: string, value: unknown][]
  items: unknown[]
  isList: boolean
}

const scope = (isList: boolean): Scope => ({ members: [], items: [], isList })
const closed = ({ members, items, isList }: Scope): unknown => (isList ? items : Object.fromEntries(members))

const literals: Record<string, unknown> = { true: true, false: false, null: null }
const valueOf = (text: string, quoted: string | undefined): unknown =>
  quoted ?? (text in literals ? literals[text] : exactNumber(text))

/**
 * Reads a JSON sample as the vendor prints it: commas may be missing, comments and "..." stand in it, braces may be
 * lost at the ends. Numbers keep their digits.
 */
export function readSample(text: string): unknown {
  const root = scope(true)
  const open: Scope[] = [root]
  const names: string[] = []
  const put = (value: unknown): void => {
    const here = open.at(-1) ?? root
    if (here.isList && here !== root) here.items.push(value)
    else if (here === root && names.length === 0) here.items.push(value)
    else here.members.push([names.pop() ?? '', value])
  }
  const close = (): void => put(closed(open.pop() ?? root))
  for (const [match, quoted, colon] of text.replace(/\s\/\/ .*$/gm, '').matchAll(token)) {
    if (colon !== undefined) names.push(quoted ?? '')
    else if (match === '{' || match === '[') open.push(scope(match === '['))
    else if (match === '}' || match === ']') close()
    else put(valueOf(match, quoted))
  }
  while (open.length > 1) close()
  return root.members.length > 0 ? Object.fromEntries(root.members) : root.items[0]
}

const colon = 58
const backslash = 92

/** Index of the quote that ends the string begun at `from`. @throws SyntaxError */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end
    while (text.charCodeAt(before - 1) === backslash) before--
    if ((end - before) % 2 === 0) return end
  }
  throw new SyntaxError('The text is not JSON: a string has no end')
}

const isSpace = (char: number): boolean => char === 32 || char === 10 || char === 13 || char === 9

/** Whether what begins at `from` is a colon, and so what stands before it a name. */
function startsWithColon(text: string, from: number): boolean {
  let index = from
  while (isSpace(text.charCodeAt(index))) index++
  return text.charCodeAt(index) === colon
}

/**
 * Visits each stretch of a JSON text that lies outside its strings, from left to right. `name` is where the quoted
 * name begins that the stretch follows, or -1. Nothing but quotes is understood here; a parser must look at the rest.
 * @throws SyntaxError for a string without an end
 */
export function eachStretch(text: string, visit: (from: number, to: number, name: number) => void): void {
  let name = -1
  for (let from = 0; ;) {
    const open = text.indexOf('"', from)
    visit(from, open === -1 ? text.length : open, name)
    if (open === -1) return
    from = endOfString(text, open) + 1
    name = startsWithColon(text, from) ? open : -1
  }
}

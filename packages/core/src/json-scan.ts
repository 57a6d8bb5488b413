const quote = 34
const minus = 45
const colon = 58
const backslash = 92

const isDigit = (char: number): boolean => char >= 48 && char <= 57
/** Whether a number goes on after its whole part: with `.`, `E` or `e`. */
const goesOn = (char: number): boolean => char === 46 || char === 69 || char === 101
const isSpace = (char: number): boolean => char === 32 || char === 10 || char === 13 || char === 9

/** Index of the quote that ends the string begun at `from`. @throws SyntaxError */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end
    while (text.charCodeAt(before - 1) === backslash) before--
    if ((end - before) % 2 === 0) return end
  }
  throw new SyntaxError('The text is not JSON: a string has no end')
}

/** Whether what begins at `from` is a colon, and so what stands before it a name. */
function startsWithColon(text: string, from: number): boolean {
  let index = from
  while (isSpace(text.charCodeAt(index))) index++
  return text.charCodeAt(index) === colon
}

/** Names of all members in the order a JSON text has them, still quoted. A parsed object moves names like "10" forward. */
export function quotedNames(text: string): string[] {
  const names: string[] = []
  for (let open = text.indexOf('"'); open !== -1;) {
    const end = endOfString(text, open) + 1
    if (startsWithColon(text, end)) names.push(text.slice(open, end))
    open = text.indexOf('"', end)
  }
  return names
}

function endOfDigits(text: string, from: number): number {
  let end = from
  while (isDigit(text.charCodeAt(end))) end++
  return end
}

/** Shortest whole number that a double might round: one of sixteen digits, or of fifteen and a sign. */
const shortestUnsafe = 16

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

const isSafeInteger = (text: string): boolean => /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text))

/** The number begun at `from` when a double might not keep its digits. @throws SyntaxError where it stands as a name */
function inexactNumber(text: string, from: number): string | undefined {
  number.lastIndex = from
  const found = number.exec(text)?.[0] ?? ''
  if (found === '' || isSafeInteger(found)) return undefined
  if (startsWithColon(text, from + found.length))
    throw new SyntaxError('The text is not JSON: a number stands as a name')
  return found
}

/**
 * Puts numbers that a double would round into quotes, so that the host's own fast parser keeps their digits, and counts
 * the members on the way. Nothing but strings, colons and numbers is understood here; a parser must look at the rest.
 * @throws SyntaxError for a string without an end, and for what would become JSON only by the quotes
 */
export function quoteInexactNumbers(text: string): { quoted: string; members: number } {
  let members = 0
  let quoted = ''
  let copied = 0
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === quote) at = endOfString(text, at)
    else if (char === colon) members++
    else if (isDigit(char) || char === minus) {
      const end = endOfDigits(text, at + 1)
      const mayBeInexact = end - at >= shortestUnsafe || goesOn(text.charCodeAt(end))
      const found = mayBeInexact ? inexactNumber(text, at) : undefined
      if (found !== undefined) {
        quoted += `${text.slice(copied, at)}"${found}"`
        copied = at + found.length
      }
      at = Math.max(end, copied) - 1
    }
  }
  return { quoted: copied === 0 ? text : quoted + text.slice(copied), members }
}

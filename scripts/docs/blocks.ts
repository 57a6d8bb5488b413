/** Puts each derived text between its marks in a page; the rest of the page stays. @throws Error when marks are missing */
export function fillBlocks(page: string, blocks: Readonly<Record<string, () => string>>): string {
  let text = page
  for (const [name, make] of Object.entries(blocks)) {
    const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`]
    const [from, to] = [text.indexOf(begin), text.indexOf(end)]
    if (from === -1 || to < from) throw new Error(`The page lacks the marks of ${name}.`)
    text = `${text.slice(0, from + begin.length)}\n\n${make()}\n\n${text.slice(to)}`
  }
  return text
}

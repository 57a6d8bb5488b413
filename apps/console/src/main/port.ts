/** Reads a port from text. @throws RangeError when it is none */
export function portIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new RangeError('A port is a number up to 65535.')
  return port
}

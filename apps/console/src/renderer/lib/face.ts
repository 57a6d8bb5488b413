/** Designs a card's face can have; see CardFace. */
export const faces = ['ink', 'cobalt', 'plum', 'forest', 'copper'] as const

/** The same product always has the same design. */
export function faceOf(product: string | null): (typeof faces)[number] {
  let sum = 0
  for (const letter of product ?? '') sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return faces[sum % faces.length] ?? 'ink'
}

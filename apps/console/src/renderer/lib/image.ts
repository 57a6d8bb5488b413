/** Kinds of picture the vendor takes: by their first bytes, whatever the file is called. */
const kinds = [
  { mime: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { mime: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
] as const

export type ImageMime = (typeof kinds)[number]['mime']
export const imageMimes: readonly ImageMime[] = kinds.map(({ mime }) => mime)

/** How many bytes are needed to tell. */
export const sniffLength = 8

/** What the first bytes of a file are; null for anything but the kinds that are taken. */
export const sniffImage = (head: Uint8Array): ImageMime | null =>
  kinds.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte))?.mime ?? null

/** Length of a picture as a data URL, in characters. */
export const dataUrlLength = (bytes: number, mime: ImageMime): number =>
  `data:${mime};base64,`.length + 4 * Math.ceil(bytes / 3)

const kilo = 1024
/** `812 kB`, `3.4 MB`. */
export const sizeText = (bytes: number): string =>
  bytes < kilo * kilo ? `${Math.ceil(bytes / kilo)} kB` : `${(bytes / kilo / kilo).toFixed(1)} MB`

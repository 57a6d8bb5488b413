import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, join, relative } from 'node:path'

/** Kinds of file the renderer's build consists of; nothing else is served. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

export interface Asset {
  contentType: string
  body: Buffer<ArrayBuffer>
}

export interface AssetSource {
  /** Folder of the built renderer. */
  root: string
  /** Page that answers every address of the application, such as `/cards/145`. */
  entry: string
}

/** The file behind an address, or undefined: not there, not ours to serve, or outside the folder. */
export async function readAsset({ root, entry }: AssetSource, pathname: string): Promise<Asset | undefined> {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  const wanted = extname(decoded) === '' ? entry : decoded
  const contentType = contentTypes[extname(wanted)]
  const path = join(root, wanted)
  const inside = relative(root, path)
  if (contentType === undefined || decoded.includes('\0') || inside.startsWith('..') || isAbsolute(inside))
    return undefined
  try {
    return { contentType, body: await readFile(path) }
  } catch {
    return undefined
  }
}

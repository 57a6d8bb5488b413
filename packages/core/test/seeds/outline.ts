import type { Block } from './blocks.ts'
import { readSample } from './sample.ts'

export type Table = Extract<Block, { kind: 'table' }>

/** What a document says about one endpoint. */
export interface EndpointPart {
  /** Paths it gives: after POST, and in the example address. */
  paths: string[]
  obsolete: boolean
  /** The request part of its text is over. */
  afterRequest: boolean
  /** Asks for the `uId` header. */
  needsUid: boolean
  /** The document has lost its brackets: a list looks like its only entry. */
  bracketsLost: boolean
  requestSample?: unknown
  requestTable?: Table
  replySample?: { success?: unknown; code?: unknown; result?: unknown }
  resultSample?: unknown
  resultTable?: Table
}

/** What a document says about one type of notify. */
export interface NotifyPart {
  sample?: unknown
  table?: Table
}

export interface Outline {
  /** Samples before the first endpoint, as text. */
  introduction: string[]
  endpoints: EndpointPart[]
  notifyEnvelope?: unknown
  notifyTypes?: Table
  notifies: NotifyPart[]
  /** Tables of codes, in their order. */
  codes: Table[]
  /** What was read, to compare with what the text holds. */
  read: { tables: number; samples: number }
}

function takeIntoEndpoint(part: EndpointPart, block: Block): void {
  if (block.kind === 'path') part.paths.push(block.path)
  if (block.kind === 'line' && block.text.includes("'uId'")) part.needsUid = true
  if (block.kind === 'table') part[block.header.includes('required') ? 'requestTable' : 'resultTable'] = block
  if (block.kind !== 'sample') return
  const sample = readSample(block.text)
  if (typeof sample === 'object' && sample !== null && 'success' in sample) part.replySample = sample
  else if (!part.afterRequest) part.requestSample = sample
  else part.resultSample = sample
}

function takeIntoNotify(outline: Outline, block: Block): void {
  if (block.kind === 'sample') {
    const sample = readSample(block.text)
    if (outline.notifyTypes) outline.notifies.push({ sample })
    else outline.notifyEnvelope = sample
  }
  if (block.kind !== 'table') return
  const last = outline.notifies.at(-1)
  if (!outline.notifyTypes) outline.notifyTypes = block
  else if (block.header[0] === 'field' && last) last.table = block
  else outline.codes.push(block)
}

/** Puts the blocks of a document where they belong; both documents have the same order. */
export function outlineOf(blocks: readonly Block[], { bracketsLost = false } = {}): Outline {
  const outline: Outline = { introduction: [], endpoints: [], notifies: [], codes: [], read: { tables: 0, samples: 0 } }
  let chapter: 'introduction' | 'endpoints' | 'notifies' = 'introduction'
  let obsolete = false
  for (const block of blocks) {
    if (block.kind === 'table') outline.read.tables++
    if (block.kind === 'sample') outline.read.samples++
    if (block.kind === 'path' && block.via === 'POST') {
      chapter = 'endpoints'
      outline.endpoints.push({ paths: [], obsolete, afterRequest: false, needsUid: false, bracketsLost })
      obsolete = false
    }
    if (block.kind === 'line' && block.text.includes('obsolete')) obsolete = true
    if (block.kind === 'line' && chapter === 'endpoints' && /^[ *]*Response structure/.test(block.text))
      chapter = 'notifies'
    const part = outline.endpoints.at(-1)
    if (part && block.kind === 'line' && block.text.includes('HTTP Response')) part.afterRequest = true
    if (chapter === 'endpoints' && part) takeIntoEndpoint(part, block)
    else if (chapter === 'notifies') takeIntoNotify(outline, block)
    else if (block.kind === 'sample') outline.introduction.push(block.text)
  }
  return outline
}

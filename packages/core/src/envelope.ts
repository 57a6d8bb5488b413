import type { Json } from './json.ts'

/** A reply of the API, opened. */
export interface Reply {
  success: boolean
  /** 1 is success; see `responseCodes`. */
  code: number
  message: string
  /** The vendor's "size of list"; whether of the page or of all is not documented, so never rely on it. */
  total?: number
  /** The decrypted result; a failing reply may carry one too. */
  result?: Json
}

/** What the sandbox answers with: as `Reply`, its `result` any value that canonical JSON can write. */
export interface ReplyContent extends Omit<Reply, 'result'> {
  result?: unknown
}

/** A notify before sealing. */
export interface NotifyContent {
  type: string
  /** The vendor's number of the delivery. */
  uniqueNo: string
  data: unknown
}

/** A notify as it opened. Nothing in the vendor's scheme proves who wrote it. */
export interface OpenedNotify {
  type: string
  uniqueNo: string
  data: { [name: string]: unknown }
  /** Always false: ECB blocks can be cut and moved, and there is no signature. Confirm it by asking the API. */
  authentic: false
  /** Members that no row describes; kept in `data`. */
  unknown: string[]
  /** Hex SHA-256 of type and decrypted content: the same for a repeat under another uniqueNo. */
  digest: string
}

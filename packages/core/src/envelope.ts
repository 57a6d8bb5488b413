import type { Json } from './json.ts'
import type { NotifyData, NotifyType } from './notifies.ts'

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
  /** There when it took the previous secret to open the result: the vendor still seals with that one. */
  previousSecret?: true
}

/** What the sandbox answers with: as `Reply`, its `result` any value that canonical JSON can write. */
export interface ReplyContent extends Omit<Reply, 'result' | 'previousSecret'> {
  result?: unknown
}

/** A notify before sealing. */
export interface NotifyContent {
  /** One of `notifyTypes`, or another that a receiver must refuse. */
  type: string
  /** The vendor's number of the delivery. */
  uniqueNo: string
  data: unknown
}

/** A notify as it opened. Nothing in the vendor's scheme proves who wrote it. */
export interface OpenedNotifyOf<T extends NotifyType> {
  type: T
  uniqueNo: string
  /** Typed by the type's row; choices are open, and members that no row describes are there too. */
  data: NotifyData<T>
  /** Always false: ECB blocks can be cut and moved, and there is no signature. `confirm` asks the API. */
  authentic: false
  /** Paths of members that no row describes; kept in `data`. */
  unknown: string[]
  /** Hex SHA-256 of type and decrypted content: the same for a repeat under another uniqueNo. */
  digest: string
  /** There when it took the previous secret to open it: the vendor still seals with that one. */
  previousSecret?: true
}

/** Any notify; `switch (notify.type)` types its `data`. */
export type OpenedNotify = { [T in NotifyType]: OpenedNotifyOf<T> }[NotifyType]

import type { AsinxErrorCode, Confirmation, ConfirmWhy, Delivery, EndpointKey } from '@asinx-pay/core'
import type { NotifyTrust, RefusalReason } from '../notifies.ts'
import type { Nothing, Page } from './common.ts'

/** What the API said when it was asked for what a notify tells. */
export interface NotifyCheck {
  state: Confirmation['state']
  why: ConfirmWhy
  at: number
  endpoint: EndpointKey | null
  /** Dotted paths in the data that the API tells alike, and otherwise. */
  agreed: string[]
  differs: string[]
  errorCode: AsinxErrorCode | null
  /** Our own order that was asked for. */
  requestOrderId: string | null
}

export interface NotifyRow {
  /** Local number, rising with arrival. */
  seq: number
  uniqueNo: string
  type: string
  receivedAt: number
  userBankcardId: number | null
  uid: string | null
  /** Redacted data as the row of its type describes it. */
  data: Record<string, unknown>
  /** How many more times the same content has come. */
  repeats: number
  authentic: false
  /** Its number came before with other content: an alarm. */
  conflict?: true
  /** Null: the API was never asked about it. */
  check: NotifyCheck | null
  /** Its body is here, encrypted, and can be sent on. */
  isKept: boolean
}

export interface NotifyFilter {
  cursor?: string
  type?: string
  trust?: NotifyTrust
  /** A number, a card's id or last four digits, or a user. */
  search?: string
  /** Received at or after, in milliseconds. */
  since?: number
}

/** Something that was refused; nothing of what it held is kept. */
export interface RefusalRow {
  seq: number
  receivedAt: number
  reason: RefusalReason
  bytes: number
}

/** A pasted notify, opened and not stored. */
export interface ReadNotify {
  state: 'opened'
  type: string
  uniqueNo: string
  /** Redacted. */
  data: Record<string, unknown>
  /** Members that no row describes, by path. */
  unknown: string[]
  /** What storing it would make of it. */
  delivery: Delivery
  previousSecret: boolean
}

export interface NotifyCommands {
  /** Asks the API for what a notify tells, and keeps the answer with it. */
  'notify.confirm': { input: { seq: number }; output: NotifyRow }
  /** Opens a pasted notify strictly with the profile's key; nothing is stored. */
  'notify.read': { input: { text: string }; output: ReadNotify | { state: 'refused'; reason: RefusalReason } }
  /** Takes a pasted notify into the inbox, as if it had come. */
  'notify.keep': { input: { text: string }; output: NotifyRow }
  /** Switches desktop notifications on or off. */
  'notify.desktop': { input: { isOn: boolean }; output: null }
  /** Posts a notify as it came to an address of this machine or of https. */
  'notify.resend': { input: { seq: number; address: string }; output: { httpStatus: number } }
}

export interface NotifyViews {
  notifies: { params: NotifyFilter; output: Page<NotifyRow> }
  notify: { params: { seq: number }; output: NotifyRow | null }
  refusals: { params: { cursor?: string }; output: Page<RefusalRow> }
  desktopNotifies: { params: Nothing; output: { isOn: boolean } }
}

export interface NotifyEvents {
  /** `seq` 0: something was refused. */
  'notifies.changed': { seq: number; isNew?: true }
  /** To be shown on the desktop by a window, where the main process cannot. */
  'notify.announced': Announcement
}

/** A desktop notification: what kind of thing came, and nothing of what is in it. */
export interface Announcement {
  title: string
  body: string
}

import type { EndpointKey, UnknownReason } from '@asinx-pay/core'
import type { Page } from './common.ts'

/** How a request ended, as the client understood it. */
export type RequestVerdict = 'done' | 'declined' | 'not_sent' | UnknownReason

/** One request to the API and what came of it, as it may be shown and kept: secrets are gone from both sides. */
export interface RequestRow {
  /** Local number, rising with time. */
  seq: number
  at: number
  endpoint: EndpointKey
  verdict: RequestVerdict
  /** Which try of its call it was, from 1. */
  tries: number
  durationMs: number
  /** Null when no answer came. */
  httpStatus: number | null
  code: number | null
  message: string | null
  /** Redacted by the row. */
  input: Record<string, unknown>
  /** Redacted by the row; null where there was none, or it was too long to keep. */
  result: unknown
  /** The result was longer than the log keeps. */
  isCut: boolean
}

export interface RequestViews {
  requests: { params: { cursor?: string; endpoint?: string; failed?: boolean }; output: Page<RequestRow> }
}

export interface RequestEvents {
  'requests.changed': { seq: number }
}

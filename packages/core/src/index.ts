/**
 * Rows of the API and everything pure that follows from them: safe in any JavaScript host, a browser included.
 * @module
 */
export { callEndpoint, callOnce, defaultDeadlineMs, maxTries, outgoing, referenceOf, type CallOptions } from './call.ts'
export { check, maxImageLength, maxTextLength, type Problem } from './check.ts'
export * from './codes.ts'
export {
  confirm,
  confirmPages,
  type Asker,
  type CannotTell,
  type Confirmation,
  type Confirmed,
  type ConfirmOptions,
  type ConfirmWhy,
  type Contradicted,
} from './confirm.ts'
export { confirmReasons } from './confirm-reasons.ts'
export type { ConfirmNeed, ConfirmRule, EntryRule, SameFact } from './confirm-rule.ts'
export { decode, encode, type Decoded } from './decode.ts'
export {
  createDedupe,
  defaultDedupeMax,
  type Dedupe,
  type DedupeOptions,
  type DedupeStore,
  type Delivery,
} from './dedupe.ts'
export {
  inputFields,
  uidField,
  type Effect,
  type Endpoint,
  type Input,
  type Result,
  type Settlement,
} from './endpoint.ts'
export {
  endpointGroups,
  endpointKeyOfPath,
  endpointKeys,
  endpointOf,
  endpoints,
  isEndpointKey,
  type EndpointKey,
  type Endpoints,
} from './endpoints/index.ts'
export type { NotifyContent, OpenedNotify, OpenedNotifyOf, Reply, ReplyContent } from './envelope.ts'
export { AsinxError, errorAdvice, isAsinxError, type AsinxErrorCode, type AsinxErrorDetails } from './errors.ts'
export type { Field, Fields, Kind, Option, Source, Values } from './field.ts'
export { canonicalJson, exactNumber, ExactNumber, maxDepth, parseExact, parseJson, type Json } from './json.ts'
export { judge, type Verdict } from './judge.ts'
export { createLimitKeeper, type LimitKeeper, type Limits } from './limits.ts'
export {
  addMoney,
  compareMoney,
  isPayable,
  moneyLimits,
  multiplyMoney,
  readMoney,
  roundMoney,
  showMoney,
  subtractMoney,
} from './money.ts'
export { isBeforeSending, networkCode } from './network-codes.ts'
export {
  isNotifyType,
  notifies,
  notifyRowOf,
  notifyTypes,
  type Notifies,
  type NotifyData,
  type NotifyRow,
  type NotifyType,
} from './notifies.ts'
export {
  unknownAdvice,
  type Declined,
  type Done,
  type Outcome,
  type Reference,
  type Unknown,
  type UnknownReason,
} from './outcome.ts'
export { TransportFailure, type Incoming, type OutgoingCall, type Ports } from './ports.ts'
export { maskPan, redact, redacted } from './redact.ts'
export { settle, type SettleOptions } from './settle.ts'

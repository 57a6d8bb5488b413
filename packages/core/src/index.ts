/**
 * Rows of the API and everything pure that follows from them: safe in any JavaScript host, a browser included.
 * @module
 */
export {
  callEndpoint,
  callWithReply,
  defaultDeadlineMs,
  maxDeadlineMs,
  maxTries,
  outgoing,
  type CallOptions,
  type CallRequest,
  type WithReply,
} from './call.ts'
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
export { decide, maxReasonLength, type Decision } from './decide.ts'
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
export {
  AsinxError,
  errorAdvice,
  isAsinxError,
  type AnyAsinxError,
  type AsinxErrorCode,
  type AsinxErrorDetails,
} from './errors.ts'
export { maxCredits } from './evidence.ts'
export type { ReplyFacts } from './exchange.ts'
export { imageDataUrl, imageTypes, maxImageBytes, readImage, type ImageType } from './images.ts'
export type { Field, Fields, Kind, Option, PickList, Source, Values } from './field.ts'
export { canonicalJson, exactNumber, ExactNumber, maxDepth, parseExact, parseJson, type Json } from './json.ts'
export type { Hooks, ReplyEvent, RequestEvent } from './hooks.ts'
export { judge, type Envelope, type Verdict } from './judge.ts'
export { maxOpenCards, type Limits, type OpenSpending, type SpendingState } from './limits.ts'
export { defaultMaxRows, listAll, type ListOptions } from './list-all.ts'
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
export { isUnsent, networkCode } from './network-codes.ts'
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
export { balanceWaitMs, callOnce, callOnceWithReply, type OnceOptions } from './once.ts'
export {
  unknownAdvice,
  type Credit,
  type DecidedBy,
  type Declined,
  type Done,
  type Evidence,
  type Outcome,
  type Unknown,
  type UnknownReason,
} from './outcome.ts'
export { TransportFailure, type Incoming, type OutgoingCall, type Ports } from './ports.ts'
export { maskPan, maskText, redact, redacted } from './redact.ts'
export { parseReference, referenceOf, type Reference } from './reference.ts'
export { maxSettleMs, settle, type Hint, type SettleOptions } from './settle.ts'
export {
  createMemoryStore,
  createSpending,
  type Spending,
  type SpendingOptions,
  type SpendingStore,
} from './spending.ts'

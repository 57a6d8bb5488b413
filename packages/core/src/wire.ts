/**
 * The vendor's signature and encryption, each seal with its open. Needs node:crypto and nothing else of the host.
 * @module
 */
export {
  createCodec,
  maxMessageBytes,
  type Codec,
  type CodecOptions,
  type ReceivedRequest,
  type SignedRequest,
} from './codec.ts'
export type { NotifyContent, OpenedNotify, OpenedNotifyOf, Reply, ReplyContent } from './envelope.ts'
export { hideSecret, type HiddenSecret } from './hidden-secret.ts'
export { maxNotifyBytes } from './notify-opening.ts'
export type { Scheme } from './secret.ts'

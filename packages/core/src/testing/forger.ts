import { createCodec } from '../codec.ts'
import { notifyTypes, type NotifyType } from '../notifies.ts'
import { createRandom } from './random.ts'

/** For whom forgeries are made. */
export interface ForgerOptions {
  /** Merchant who is to believe the forgeries; it travels in the clear. */
  appId: string
  /** The same seed gives the same forgeries. Default 1. */
  seed?: number
}

/**
 * Makes bodies that a receiver of notifies must not believe, from raw bodies and without the secret.
 * The first three never open; the others may, and then only `authentic: false`, `confirm` and `createDedupe` help.
 */
export interface Forger {
  /** One byte of the ciphertext changed. */
  changeByte(notify: string): string
  /** The ciphertext cut short, anywhere. */
  truncate(notify: string): string
  /** Content that was sealed with another secret. */
  sealElsewhere(notify: { type: string; uniqueNo: string; data: unknown }): string
  /** One block moved to another place, doubled or left out. */
  shuffleBlocks(notify: string): string
  /** Every way to put one block of another message in the place it has there; where the two are laid out alike, all of them open. */
  splice(notify: string, other: string): string[]
  /** The same again under another number. */
  renumber(notify: string): string
  /** The result of a reply of the API, posted as a notify. */
  postReply(reply: string, type: NotifyType): string
  /** The content of one type as another. */
  swapType(notify: string): string
}

interface Envelope {
  appId: string
  type: string
  uniqueNo: string
  result: string
}

/** Hexadecimal digits of one cipher block. */
const blockLength = 32

const read = (body: string): Envelope => JSON.parse(body) as Envelope
const altered = (body: string, change: Partial<Envelope>): string => JSON.stringify({ ...read(body), ...change })
const blocksOf = (hex: string): string[] => hex.match(new RegExp(`.{${blockLength}}`, 'g')) ?? []
const hexByte = (byte: number): string => byte.toString(16).padStart(2, '0')
/** Foreign secrets in use at once: making a codec costs more than a message. */
const foreignSecrets = 32

/** Makes forgeries of notifies in the current scheme. */
export function createForger({ appId, seed = 1 }: ForgerOptions): Forger {
  const random = createRandom(seed)
  const number = (): string => `webhook${1e15 + random.below(1e15)}`
  const secret = (): string => Array.from({ length: 16 }, () => hexByte(random.below(256))).join('')
  const strangers = Array.from({ length: foreignSecrets }, () => createCodec({ appId, appSecret: secret() }))

  return {
    changeByte(notify) {
      const { result } = read(notify)
      const at = 2 * random.below(result.length / 2)
      const byte = Number.parseInt(result.slice(at, at + 2), 16) ^ (1 + random.below(255))
      return altered(notify, { result: result.slice(0, at) + hexByte(byte) + result.slice(at + 2) })
    },
    truncate(notify) {
      const { result } = read(notify)
      return altered(notify, { result: result.slice(0, random.below(result.length)) })
    },
    sealElsewhere: (notify) => random.pick(strangers).sealNotify(notify),
    shuffleBlocks(notify) {
      const blocks = blocksOf(read(notify).result)
      const from = random.below(blocks.length)
      const [block = ''] = blocks.slice(from)
      const isLeft = random.below(2) === 0
      const rest = isLeft ? blocks : blocks.toSpliced(from, 1)
      // A block that stays and is put in again is doubled; one that goes is moved, or one time in three left out.
      const shuffled = !isLeft && random.below(3) === 0 ? rest : rest.toSpliced(random.below(rest.length + 1), 0, block)
      return altered(notify, { result: shuffled.join('') })
    },
    splice(notify, other) {
      const blocks = blocksOf(read(notify).result)
      const others = blocksOf(read(other).result)
      return blocks.flatMap((block, index) => {
        const taken = others[index]
        return taken === undefined || taken === block
          ? []
          : [altered(notify, { uniqueNo: number(), result: blocks.with(index, taken).join('') })]
      })
    },
    renumber: (notify) => altered(notify, { uniqueNo: number() }),
    postReply: (reply, type) => JSON.stringify({ appId, type, uniqueNo: number(), result: read(reply).result }),
    swapType: (notify) =>
      altered(notify, { type: random.pick(notifyTypes.filter((type) => type !== read(notify).type)) }),
  }
}

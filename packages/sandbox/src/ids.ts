import { createHash } from 'node:crypto'
import { stamp, type Clock } from './clock.ts'
import type { Store } from './store.ts'

/** Every name the sandbox gives; the same seed gives the same names in the same order. */
export interface Ids {
  /** Next number of a kind. */
  number(kind: string, first: number): number
  uid(): string
  /** Card number of 16 digits that passes the Luhn check, in a range no bank issues. */
  pan(bin: string): string
  digits(kind: string, length: number): string
  /** Such as `LM2312151602393234580`: prefix, UTC time, digits. */
  order(prefix: string, digits: number): string
  recordNo(): string
  /** Hexadecimal digits that look like ciphertext. */
  noise(length: number): string
}

const uidAlphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** The digit that makes a number pass the Luhn check. */
export function luhnDigit(digits: string): string {
  const sum = [...digits].toReversed().reduce((total, char, index) => {
    const doubled = Number(char) * (index % 2 === 0 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}

export function createIds(seed: string, parts: { store: Store; clock: Clock }): Ids {
  const { store, clock } = parts
  const counters = store.keep<number>('counters', { name: 'kind', value: 'count' })
  const next = (kind: string): number => {
    const count = (counters.get(kind) ?? 0) + 1
    counters.set(kind, count)
    return count
  }
  const bytes = (kind: string): Buffer =>
    createHash('sha512')
      .update(`${seed}\n${kind}\n${next(kind)}`)
      .digest()
  const digits = (kind: string, length: number): string =>
    Array.from(bytes(kind).subarray(0, length), (byte) => String(byte % 10)).join('')
  /** Digits that come once only: a step that shares no divisor with ten reaches every number before one returns. */
  const fresh = (kind: string, length: number): string => {
    const drawn = createHash('sha512').update(`${seed}\n${kind}`).digest()
    const [start, stride] = [drawn.readBigUInt64LE(0), drawn.readBigUInt64LE(8)]
    const step = stride - (stride % 10n) + 7n
    const value = (start + step * BigInt(next(kind))) % 10n ** BigInt(length)
    return String(value).padStart(length, '0')
  }
  return {
    number: (kind, first) => first + next(kind) - 1,
    uid: () => Array.from(bytes('uid').subarray(0, 16), (byte) => uidAlphabet[byte & 31]).join(''),
    pan(bin) {
      const front = bin + fresh(`pan${bin}`, 15 - bin.length)
      return front + luhnDigit(front)
    },
    digits,
    order: (prefix, length) => prefix + stamp(clock.now()) + fresh(prefix, length),
    noise(length) {
      const first = bytes('noise').toString('hex')
      return first.repeat(Math.ceil(length / first.length)).slice(0, length)
    },
    recordNo() {
      const hex = bytes('record').toString('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
    },
  }
}

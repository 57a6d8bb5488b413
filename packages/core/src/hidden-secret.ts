const reveal = Symbol.for('asinx-pay.reveal')

/** A secret that shows nothing of itself when it is printed, logged, turned into JSON or text. */
export interface HiddenSecret {
  /** The text, for the codec alone; the name is a symbol so that nothing calls it by chance. */
  [reveal](): string
}

const shown = '[secret]'

class Hidden implements HiddenSecret {
  readonly #text: string
  constructor(text: string) {
    this.#text = text
    Object.freeze(this)
  }
  [reveal](): string {
    return this.#text
  }
  toString(): string {
    return shown
  }
  toJSON(): string {
    return shown
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return shown
  }
}

/**
 * Hides a secret, so that the options of a client or codec can be printed without it:
 * `createClient({ appId, appSecret: hideSecret(await read()), baseUrl })`.
 */
export const hideSecret = (text: string): HiddenSecret => new Hidden(text)

/** The text of a secret, hidden or not. Works across copies of this package, where `instanceof` does not. */
export function revealSecret(secret: string | HiddenSecret): string {
  if (typeof secret !== 'object' || secret === null || !(reveal in secret)) return secret as string
  return secret[reveal]()
}

import { responseCodes } from '@asinx-pay/core'

export type RefusalCode = Exclude<keyof typeof responseCodes, 1 | 99997>

/** A call that the API answers with a failure; whatever it had changed is rolled back. */
export class Refusal extends Error {
  readonly code: RefusalCode
  constructor(code: RefusalCode, message: string) {
    super(message)
    this.code = code
  }
}

/** A business error: code 200 with a message. */
export const refused = (message: string): Refusal => new Refusal(200, message)
export const badFields = (message: string): Refusal => new Refusal(2, `${responseCodes[2].text}: ${message}`)
export const tooLittleMoney = (): Refusal => new Refusal(212, responseCodes[212].text)

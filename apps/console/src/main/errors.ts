import { isAsinxError } from '@asinx-pay/core'
import type { BridgeError, Crossing } from '../shared/bridge.ts'
import { consoleErrorAdvice, type ConsoleErrorCode } from '../shared/console-errors.ts'

/** A refusal of the console itself; failures of the API stay `AsinxError`. Its message never repeats a secret. */
export class ConsoleError extends Error {
  override readonly name = 'ConsoleError'
  readonly code: ConsoleErrorCode
  constructor(code: ConsoleErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.code = code
  }
}

/** What may cross to the window of a failure. An error nobody foresaw crosses without its text, which could hold anything. */
export function toBridgeError(error: unknown): BridgeError {
  if (isAsinxError(error)) {
    const { code, message, advice, problems, vendorCode, vendorMessage } = error
    return {
      code,
      message,
      advice,
      problems,
      ...(vendorCode !== undefined && { vendorCode }),
      ...(vendorMessage !== undefined && { vendorMessage }),
    }
  }
  if (error instanceof ConsoleError)
    return { code: error.code, message: error.message, advice: consoleErrorAdvice[error.code], problems: [] }
  return {
    code: 'internal',
    message: 'The console failed in a way nobody foresaw.',
    advice: consoleErrorAdvice.internal,
    problems: [],
  }
}

export const failed = (error: unknown): Crossing<never> => ({ ok: false, error: toBridgeError(error) })

import { approvedCode } from './decline.ts'

/** The vendor wraps every reason of a decline: `FAILED(CVV error)`, `交易失败（CVV有误)`. Beside a status it only repeats it. */
const wrapped = /^(?:FAILED|交易失败)[(（](.+?)[)）]?$/

/** The vendor's words for the answer to an authorisation, without what stands around the reason; null when it is approved. */
export const reasonOf = (code: string, text: string): string | null =>
  code === approvedCode ? null : (wrapped.exec(text)?.[1] ?? text)

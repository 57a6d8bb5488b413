import { type cardStatuses, errorAdvice, type Kind, type NotifyType } from '@asinx-pay/core'
import { type ConsoleErrorCode, consoleErrorAdvice } from '../../shared/console-errors.ts'
import { words } from './en/words.ts'

type CardStatusWords = Record<keyof typeof cardStatuses, string>

/** English texts; every other language has exactly these. `|` parts singular from plural. */
export const en = {
  ...words,
  advice: { ...errorAdvice, ...consoleErrorAdvice } satisfies Record<ConsoleErrorCode, string> as Record<
    keyof typeof errorAdvice | ConsoleErrorCode,
    string
  >,
  cardStatus: {
    AUDITING: 'In review',
    AUDIT_PASS: 'Approved',
    AUDIT_NOT_PASS: 'Rejected',
    TBA: 'Awaiting first recharge',
    ACTIVE_PROCESSING: 'Activating',
    ACTIVE: 'Active',
    CLOSE_PROCESSING: 'Closing',
    CLOSE: 'Closed',
    EXCHANGE_PROCESSING: 'Being replaced',
  } satisfies CardStatusWords as CardStatusWords,
  notifyLine: {
    TRANSACTION_VERIFICATION_CODE: 'A code for the card holder; not shown',
    CARD_STATUS_CHANGE: 'Now: {status}',
    TRANSACTION_CREATED: '{type} {amount}{merchant}',
    CARD_RECHARGE_RESULT: 'Recharge of {amount}: {status}',
    COIN_RECHARGE_RESULT: 'Deposit {amount}: {status}',
  } satisfies Record<NotifyType, string>,
  kindProblem: {
    text: 'Write it in the expected form.',
    integer: 'Write a whole number above 0.',
    money: 'Write a positive amount such as 12.50.',
    rate: 'Write a decimal such as 0.01.',
    flag: 'Choose yes or no.',
    date: 'Write a date such as 2026-01-31.',
    instant: 'Choose a time.',
    image: 'Choose a picture of at most 7.5 MB.',
    choice: 'Choose one of the list.',
    group: 'Fill in the fields below.',
    list: 'Fill in the entries below.',
  } satisfies Record<Kind, string>,
}

type Widen<T> = { [K in keyof T]: T[K] extends string ? string : Widen<T[K]> }
/** What a language must have: a missing or extra text is a compile error. */
export type Messages = Widen<typeof en>

type Paths<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}` }[keyof T & string]
export type MessageKey = Paths<typeof en>

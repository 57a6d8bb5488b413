import { rechargeStatuses } from './codes.ts'
import type { ConfirmRule } from './confirm-rule.ts'
import { cardNo, cardStatus, currency, userBankcardId } from './endpoints/fields.ts'
import { transactionFields } from './endpoints/transaction.ts'
import type { Fields, Values } from './field.ts'

/** One kind of notify as plain data. */
export interface NotifyRow {
  title: string
  doc: string
  /** The vendor's own words for the type. */
  text: string
  fields: Fields
  /** How the API is asked for the same fact. Absent: no endpoint tells of it. */
  confirm?: ConfirmRule
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

const createAt = {
  kind: 'instant',
  label: 'Created',
  doc: 'When the vendor made the notify, in milliseconds.',
  example: 1691249025085,
  optional: true,
} as const

/** The five notifies. Required are only the members without which one says nothing; unknown members are kept. */
export const notifies = {
  TRANSACTION_VERIFICATION_CODE: {
    title: 'Verification Code',
    doc: 'A code that the card holder needs to finish a payment; pass it on, never keep it.',
    text: 'User transaction verification code,need send to user`s mobile or email',
    fields: {
      userBankcardId,
      code: { kind: 'text', label: 'Verification Code', doc: 'The code.', example: '123456', secret: true },
      cardNo: { ...cardNo, example: '4242424242413691' },
      createAt,
    },
  },
  CARD_STATUS_CHANGE: {
    title: 'Card Status Changed',
    doc: 'A card moved on in its life, for example it was approved or closed.',
    text: 'Card status notify, Trigger when card status change',
    fields: {
      userBankcardId,
      status: cardStatus,
      reason: {
        kind: 'text',
        label: 'Reason',
        doc: 'Why an application was rejected; then cardNo is absent.',
        example: '提交資料不通過審批',
        optional: true,
        onlyWhen: { field: 'status', is: 'AUDIT_NOT_PASS' },
      },
      cardNo: { ...cardNo, example: '4242424242413691' },
      createAt,
    },
    confirm: {
      endpoint: 'bankcard.cardInfo',
      needs: ['uid'],
      input: { userBankcardId: 'userBankcardId' },
      agree: [
        { told: 'status', as: 'userBankCardStatus' },
        { told: 'cardNo', as: 'cardNo', ifGiven: true },
      ],
    },
  },
  TRANSACTION_CREATED: {
    title: 'Transaction Created',
    doc: 'A transaction happened on a card: a purchase, refund, fee, recharge or declined attempt.',
    text: 'Card transactions detail information',
    fields: {
      userBankcardId,
      transaction: {
        kind: 'group',
        label: 'Transaction',
        doc: 'What happened.',
        fields: {
          ...transactionFields,
          receiptNo: {
            kind: 'text',
            label: 'Receipt Number',
            doc: 'Only on a fee: the recordNo of the transaction it belongs to.',
            example: 'ef4248e4-d274-4f33-bc8c-ijohoijpojp',
            optional: true,
          },
        },
      },
      currency,
      cardNo: { ...cardNo, example: '4242424242413691' },
      createAt,
    },
    confirm: {
      endpoint: 'bankcard.transactions',
      needs: ['uid'],
      input: { userBankcardId: 'userBankcardId' },
      entry: {
        same: [{ told: 'transaction.recordNo', as: 'recordNo' }],
        isUnique: true,
        // The vendor's samples round the time in the list to seconds; a day also covers a pending one that is booked later.
        time: {
          told: 'transaction.occurTime',
          as: 'occurTime',
          beforeMs: dayMs,
          afterMs: dayMs,
          input: { from: 'fromTimestamp', until: 'endTimestamp' },
        },
      },
      agree: [
        { told: 'transaction.localCurrencyAmt', as: 'localCurrencyAmt' },
        { told: 'transaction.localCurrency', as: 'localCurrency' },
        { told: 'transaction.transCurrencyAmt', as: 'transCurrencyAmt' },
        { told: 'transaction.transCurrency', as: 'transCurrency' },
        { told: 'transaction.transStatus', as: 'transStatus' },
        { told: 'userBankcardId', as: 'userBankcardId', ifGiven: true },
        { told: 'transaction.id', as: 'id', ifGiven: true },
        { told: 'transaction.transType', as: 'transType', ifGiven: true },
        { told: 'transaction.authType', as: 'authType', ifGiven: true },
        { told: 'transaction.merchantName', as: 'merchantName', ifGiven: true },
        { told: 'transaction.respCode', as: 'respCode', ifGiven: true },
      ],
    },
  },
  CARD_RECHARGE_RESULT: {
    title: 'Card Recharge Result',
    doc: 'How a recharge ended that was answered with code 99997.',
    text: 'Card Result, when Recharge return code=99997.When the results are clear, we will send this notification',
    fields: {
      userBankcardId,
      amount: { kind: 'money', label: 'Amount', doc: 'Amount that was asked for.', example: '100.000000000000000000' },
      status: { kind: 'choice', label: 'Recharge Status', doc: 'How the recharge ended.', options: rechargeStatuses },
      receiveAmount: {
        kind: 'money',
        label: 'Received Amount',
        doc: 'What the card received; only on success.',
        example: '99.500000000000000000',
        optional: true,
        onlyWhen: { field: 'status', is: 'SUCCESS' },
      },
      currency,
      cardNo: { ...cardNo, example: '1111113485704136' },
      createAt,
    },
    confirm: {
      endpoint: 'bankcard.cardOrderInfo',
      needs: ['uid', 'requestOrderId'],
      input: { userBankcardId: 'userBankcardId' },
      agree: [
        { told: 'status', as: 'status' },
        { told: 'amount', as: 'amount' },
        { told: 'receiveAmount', as: 'receiveAmount', ifGiven: true },
      ],
    },
  },
  COIN_RECHARGE_RESULT: {
    title: 'Coin Deposit Result',
    doc: 'How a deposit of digital currency ended.',
    text: 'User coin Recharge Result',
    fields: {
      uid: { kind: 'text', label: 'User ID', doc: 'User who deposited.', example: 'eo3cqhz3lujehlar' },
      orderNo: {
        kind: 'text',
        label: 'Payment Order Number',
        doc: 'Order number of the deposit.',
        example: 'MB230822103810254026143',
      },
      status: { kind: 'choice', label: 'Deposit Status', doc: 'How the deposit ended.', options: rechargeStatuses },
      symbol: { kind: 'text', label: 'Coin', doc: 'Coin that was deposited.', example: 'USDT', optional: true },
      coinAmount: { kind: 'money', label: 'Coin Amount', doc: 'Amount in the coin.', example: '100', optional: true },
      amount: {
        kind: 'money',
        label: 'Value (USD)',
        doc: 'Value in USD before the fee.',
        example: '100',
        optional: true,
      },
      receiveAmount: {
        kind: 'money',
        label: 'Received (USD)',
        doc: 'What the account received; the difference is the fee.',
        example: '97.75',
        optional: true,
      },
      currency,
      createAt,
    },
    confirm: {
      endpoint: 'account.userRechargeList',
      needs: [],
      input: { uid: 'uid', symbol: 'symbol' },
      entry: {
        same: [
          { told: 'uid', as: 'uid', ifGiven: true },
          { told: 'symbol', as: 'symbol' },
          { told: 'coinAmount', as: 'amount' },
        ],
        // The list has no order number and tells when the payment was opened, which may be days before the coins come.
        time: { told: 'createAt', as: 'createTime', beforeMs: 7 * dayMs, afterMs: 10 * minuteMs },
      },
      agree: [
        { told: 'status', as: 'rechargeStatus' },
        { told: 'receiveAmount', as: 'receiveUSDValue' },
      ],
    },
  },
} as const satisfies Record<string, NotifyRow>

/** The rows of all notifies as literal types, from which their contents are derived. */
export type Notifies = typeof notifies
/** Type of a notify, such as `CARD_STATUS_CHANGE`. */
export type NotifyType = keyof Notifies
/** What a notify of a type tells. */
export type NotifyData<T extends NotifyType> = Values<Notifies[T]['fields']>

/** All notify types, in the order of the API pages. */
export const notifyTypes = Object.keys(notifies) as NotifyType[]
/** Whether a text is the type of a known notify. */
export const isNotifyType = (type: string): type is NotifyType => Object.hasOwn(notifies, type)
/** The row behind a notify type, seen as any notify. */
export const notifyRowOf = (type: NotifyType): NotifyRow => notifies[type]

import type { Option } from './field.ts'

/** A code of the reply envelope: the vendor's words, and what to do about it. */
export interface ResponseCode extends Option {
  advice: string
}

/** `code` of a reply (published). 1 is success; everything else is not. */
export const responseCodes = {
  1: { text: 'SUCCESS', advice: 'Nothing to do.' },
  2: { text: 'Parameters illegal', advice: 'Check the fields against the API page of the endpoint, then call again.' },
  200: {
    text: 'Common business error, detail in the message',
    advice: 'Read the message; repeating the same call gives the same answer until the cause is gone.',
  },
  212: { text: 'Account balance not enough', advice: 'Top up the merchant account, then start a new call.' },
  99997: {
    text: 'The business result is unknown, and we need to wait for the result notification or actively query the result',
    advice: 'Do not send it again. Wait for the notify or ask for the order; until then the outcome is unknown.',
  },
} as const satisfies Record<number, ResponseCode>

/** Kinds of identity document that KYC takes (published). */
export const idTypes = {
  passport: { text: 'User Passport' },
  'national-id': { text: 'User ID card' },
} as const satisfies Record<string, Option>

/** A country of identity documents, with the kinds of document the vendor takes from it. */
export interface IdCountry extends Option {
  passport: boolean
  nationalId: boolean
}

/** Countries whose identity documents KYC takes (published). */
export const idCountries = {
  CN: { text: 'China', passport: true, nationalId: true },
  HK: { text: 'China Hong Kong', passport: true, nationalId: true },
  KOR: { text: 'Korea', passport: true, nationalId: false },
  JP: { text: 'Japan', passport: true, nationalId: false },
  SG: { text: 'Singapore', passport: true, nationalId: false },
  UK: { text: 'Britain', passport: true, nationalId: false },
  US: { text: 'America', passport: true, nationalId: false },
} as const satisfies Record<string, IdCountry>

/** Where a card is in its life (published). */
export const cardStatuses = {
  AUDITING: { text: 'Card approval in progress', passing: true, leadsTo: ['AUDIT_PASS', 'AUDIT_NOT_PASS'] },
  AUDIT_PASS: { text: 'Card approval passed', passing: true, leadsTo: ['TBA'] },
  AUDIT_NOT_PASS: { text: 'Card approval not passed', leadsTo: ['AUDITING'] },
  TBA: {
    text: 'Card to be activated (automatic activation for first time card recharge)',
    leadsTo: ['ACTIVE_PROCESSING', 'ACTIVE', 'CLOSE_PROCESSING', 'CLOSE'],
  },
  ACTIVE_PROCESSING: {
    text: 'Card activation processing is in progress (some cards cannot synchronously return results and need to wait for notification or actively query results)',
    passing: true,
    leadsTo: ['ACTIVE'],
    fallsBackTo: ['TBA'],
  },
  ACTIVE: { text: 'Card active', leadsTo: ['CLOSE_PROCESSING', 'CLOSE', 'EXCHANGE_PROCESSING'] },
  CLOSE_PROCESSING: {
    text: 'Card closing processing is in progress(some cards cannot synchronously return results and need to wait for notification or actively query results)',
    passing: true,
    leadsTo: ['CLOSE'],
    fallsBackTo: ['ACTIVE', 'TBA'],
  },
  CLOSE: { text: 'Card been closed', leadsTo: [] },
  EXCHANGE_PROCESSING: { text: 'Card replacement processing in progress', passing: true, leadsTo: ['ACTIVE'] },
} as const satisfies Record<string, Option>

/** `vodi` is the vendor's own spelling of void. */
export const transactionStatuses = {
  APPROVED: { text: 'approved', nature: 'VIRTUAL', leadsTo: [] },
  DECLINED: { text: 'declined', nature: 'VIRTUAL', leadsTo: [] },
  pending: { text: 'pending', nature: 'PHYSICAL', passing: true, leadsTo: ['posted', 'declined', 'vodi'] },
  posted: { text: 'Done', nature: 'PHYSICAL', leadsTo: [] },
  declined: { text: 'Reject', nature: 'PHYSICAL', leadsTo: [] },
  vodi: { text: 'Cancel', nature: 'PHYSICAL', leadsTo: [] },
} as const satisfies Record<string, Option>

/** Kinds of authorisation of a transaction (published). */
export const authTypes = {
  PURCHASE: { text: 'consumer spending' },
  ATM: { text: 'ATM withdrawal' },
} as const satisfies Record<string, Option>

/** Kinds of transaction (published). */
export const transactionTypes = {
  AUTH: { text: 'Authorized consumption', nature: 'VIRTUAL' },
  AUTH_QUERY: { text: 'Authorized Query', nature: 'VIRTUAL' },
  REVERSAL: { text: 'reversal', nature: 'VIRTUAL' },
  REFUND: { text: 'refund', nature: 'VIRTUAL' },
  FEE: { text: 'fee', nature: 'VIRTUAL' },
  TRADE_PROCESS_FEE: { text: 'trade process fee', nature: 'VIRTUAL' },
  TRADE_CROSS_BOARD_FEE: { text: 'trade cross board fee', nature: 'VIRTUAL' },
  TRADE_REFUND_FEE: { text: 'trade refund fee', nature: 'VIRTUAL' },
  FEE_REVERSAL: { text: 'fee reversal', nature: 'VIRTUAL' },
  ORIGINAL_CREDIT: { text: 'otc refund', nature: 'VIRTUAL' },
  ORIGINAL_CREDIT_REVERSAL: { text: 'otc refund reversal', nature: 'VIRTUAL' },
  charge: { text: 'charge', nature: 'PHYSICAL' },
  refund: { text: 'refund', nature: 'PHYSICAL' },
  topup: { text: 'topup', nature: 'PHYSICAL' },
  withdraw: { text: 'withdraw', nature: 'PHYSICAL' },
  transfer: { text: 'transfer', nature: 'PHYSICAL' },
  cashback: { text: 'cashback', nature: 'PHYSICAL' },
  interest: { text: 'interest', nature: 'PHYSICAL' },
  fee: { text: 'fee', nature: 'PHYSICAL' },
  other: { text: 'other types', nature: 'PHYSICAL' },
} as const satisfies Record<string, Option>

/** Why an authorisation on a card was approved or declined. Keys are text: `000000` has leading zeros. */
export const transactionResponseCodes = {
  '000000': { text: 'SUCCESS', nature: 'VIRTUAL' },
  '100001': { text: 'FAILED(Account Excetion)', nature: 'VIRTUAL' },
  '200001': { text: 'FAILED(Invalid card)', nature: 'VIRTUAL' },
  '200002': { text: 'FAILED(Insufficient balance)', nature: 'VIRTUAL' },
  '200003': { text: 'FAILED(CVV error)', nature: 'VIRTUAL' },
  '200004': { text: 'FAILED(Incorrect expiration date)', nature: 'VIRTUAL' },
  '200005': { text: 'FAILED(Incorrect transaction currency)', nature: 'VIRTUAL' },
  '200006': { text: 'FAILED(Non multiple card)', nature: 'VIRTUAL' },
  '200007': { text: 'FAILED(Exceeding limit)', nature: 'VIRTUAL' },
  '200008': { text: 'FAILED(Card abnormality)', nature: 'VIRTUAL' },
  '200009': { text: 'FAILED(The number of transactions exceeds the limit)', nature: 'VIRTUAL' },
  '300001': { text: 'FAILED(Invalid Merchant)', nature: 'VIRTUAL' },
  '400001': { text: 'FAILED(High risk transactions)', nature: 'VIRTUAL' },
  '400002': { text: 'FAILED(Invalid amount)', nature: 'VIRTUAL' },
  '400003': { text: 'FAILED(Invalid transaction)', nature: 'VIRTUAL' },
  '400004': { text: 'FAILED(Unable to find original transaction)', nature: 'VIRTUAL' },
  '400005': { text: 'FAILED(The original transaction status is abnormal)', nature: 'VIRTUAL' },
  '400006': { text: 'FAILED(This transaction type is not supported)', nature: 'VIRTUAL' },
  '400007': { text: 'FAILED(Transaction timeout)', nature: 'VIRTUAL' },
  '400008': { text: 'FAILED(Rejected by risk control)', nature: 'VIRTUAL' },
  '400009': { text: 'FAILED(Channel interception)', nature: 'VIRTUAL' },
  '400010': { text: 'FAILED(Refund exceeds the limit)', nature: 'VIRTUAL' },
  '400011': { text: 'FAILED(Frequent authorization)', nature: 'VIRTUAL' },
  '400012': { text: 'FAILED(Decision rejection)', nature: 'VIRTUAL' },
  '400013': { text: 'FAILED(Payment request occurs again after correction)', nature: 'VIRTUAL' },
  '999997': { text: 'FAILED(Channel abnormality)', nature: 'VIRTUAL' },
  '999998': { text: 'FAILED(System upgrade in progress)', nature: 'VIRTUAL' },
  '999999': { text: 'FAILED(Unknown exception)', nature: 'VIRTUAL' },
} as const satisfies Record<string, Option>

/** Whether a card is plastic (published). */
export const cardNatures = {
  PHYSICAL: { text: 'Physical card' },
  VIRTUAL: { text: 'Virtual card' },
} as const satisfies Record<string, Option>

/** Networks of the cards (published). */
export const cardNetworks = {
  MASTER: { text: 'Mastercard' },
  VISA: { text: 'Visa' },
} as const satisfies Record<string, Option>

/** How a recharge ended, in notifies and recharge lists. */
export const rechargeStatuses = {
  SUCCESS: { text: 'The money arrived' },
  FAILED: { text: 'The money did not arrive' },
} as const satisfies Record<string, Option>

/** Assumed: the demo asks for an order's state but shows no answer. */
export const orderStatuses = {
  PROCESSING: { text: 'Not decided yet', passing: true, leadsTo: ['SUCCESS', 'FAILED'] },
  ...rechargeStatuses,
} as const satisfies Record<string, Option>

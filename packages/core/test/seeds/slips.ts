/** A place where a document and the project differ on purpose. */
interface Slip {
  /** The line `differences` gives for it. */
  difference: string
  /** What holds, and how we know. */
  holds: string
}

/** In both documents. */
const shared: readonly Slip[] = [
  {
    difference: 'kyc.gateway path: document "/user/setProfession", row "/kyc/gateway"',
    holds: 'The example address below the heading and the Java demo both say /kyc/gateway.',
  },
  {
    difference: 'bankcard.recharge request.amount: document String, row money',
    holds: 'The sample above the table writes a JSON number, and so does the Java demo.',
  },
  {
    difference: 'bankcard.transactions result.transStatus: sample "Pending", no row has it',
    holds: 'The table of transaction statuses has pending; the choice is open and keeps what comes.',
  },
  {
    difference: 'bankcard.transactions result.transType: sample "Expenditure", no row has it',
    holds: 'The table of transaction types has no such word; the choice is open and keeps what comes.',
  },
  {
    difference: 'CARD_STATUS_CHANGE.code: document has it, no row does',
    holds: 'Copied from the table of the verification code: its text is "verification code", and the sample has none.',
  },
  {
    difference: 'TRANSACTION_CREATED.transaction.authType: sample "", no row has it',
    holds: 'Only card payments have an authorisation type; the sample is a topup.',
  },
]

export const slips: Readonly<Record<'document' | 'rendering', readonly Slip[]>> = {
  document: [
    ...shared,
    {
      difference:
        'transactionResponseCodes 100001 text: document "FAILED（Account Excetion）", row "FAILED(Account Excetion)"',
      holds: 'Full-width parentheses in this one line; all others, and this line in the rendering, have plain ones.',
    },
  ],
  rendering: [
    ...shared,
    {
      difference: 'responseCodes 1: row has it, document does not',
      holds: 'The rendering lacks the line; the document and every sample have code 1.',
    },
  ],
}

/** Lines of the rendering that lost cells which looked like addresses, as the document has them. */
export const losses: readonly { shows: string; was: readonly string[] }[] = [
  {
    shows: 'user email, should not be used | YES | String | |',
    was: ['email | user email, should not be used | YES | String |'],
  },
  {
    shows: 'vccCardHolderVo.mobilePrefix | Card Holder mobilePrefix | | Card Holder mobile | | Card Holder firstName |',
    was: [
      'vccCardHolderVo.mobilePrefix | Card Holder mobilePrefix |',
      'vccCardHolderVo.mobile | Card Holder mobile |',
      'vccCardHolderVo.email | Card Holder firstName |',
    ],
  },
  {
    shows: 'transaction.authType | PURCHASE or ATM | | Record ID |',
    was: ['transaction.authType | PURCHASE or ATM |', 'transaction.id | Record ID |'],
  },
]

/** Descriptions that are wrong where they stand; rows carry words of our own. Cells are `name | description`. */
export const wrongDescriptions: readonly {
  part: string
  says: readonly [name: string, description: string]
  holds: string
}[] = [
  {
    part: 'bankcard.cardInfo',
    says: ['vccCardHolderVo.email', 'Card Holder firstName'],
    holds: 'The email address of the holder, as the sample shows.',
  },
  {
    part: 'bankcard.transactions',
    says: [
      'occurTime',
      'card Number, Only after the card is approved can the complete card number be obtained. milliseconds UNIX Time',
    ],
    holds: 'When the transaction happened; the first sentence belongs to cardNo.',
  },
  {
    part: 'CARD_STATUS_CHANGE',
    says: ['code', 'verification code'],
    holds: 'No such member.',
  },
  {
    part: 'CARD_STATUS_CHANGE',
    says: ['cardNo', 'Bankcard No. Other status returns except for failed review'],
    holds: 'Absent on AUDIT_NOT_PASS, although the sample of the document shows both.',
  },
]

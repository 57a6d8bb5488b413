import type { CardDetail, CardRow, JournalRow, NotifyRow } from '../../shared/bridge.ts'

/** A fixed time: pages look the same on every run as far as they show exact times. */
const minuteMs = 60_000
export const now = Date.now()
export const ago = (minutes: number): number => now - minutes * minuteMs

const base = { uid: 'hgwoxhlpzvav6m2l', nature: 'VIRTUAL', network: 'VISA', currency: 'USD', tag: null, frozenAt: null }

export const cards: CardRow[] = [
  {
    ...base,
    userBankcardId: 145,
    product: 'Star Moon Card',
    status: 'ACTIVE',
    maskedPan: '•••• 4128',
    balance: '12480.50',
    tag: 'travel',
    updatedAt: ago(3),
  },
  {
    ...base,
    userBankcardId: 146,
    product: 'Monthly membership card',
    status: 'TBA',
    maskedPan: '•••• 9034',
    balance: '0',
    updatedAt: ago(12),
  },
  {
    ...base,
    userBankcardId: 147,
    product: 'ASINX 优月卡',
    nature: 'PHYSICAL',
    network: 'MASTER',
    status: 'AUDITING',
    maskedPan: null,
    balance: null,
    tag: 'order-2026-0042',
    updatedAt: ago(40),
  },
  {
    ...base,
    userBankcardId: 148,
    uid: 'eoi7g774uuuyrasz',
    product: 'Zunyue Card',
    network: 'MASTER',
    status: 'AUDIT_NOT_PASS',
    maskedPan: null,
    balance: null,
    updatedAt: ago(190),
  },
  {
    ...base,
    userBankcardId: 149,
    uid: 'eoi7g774uuuyrasz',
    product: 'Star Zun Card',
    status: 'ACTIVE',
    maskedPan: '•••• 7751',
    balance: '86.20',
    updatedAt: ago(260),
  },
  {
    ...base,
    userBankcardId: 150,
    uid: null,
    product: null,
    nature: null,
    network: null,
    currency: null,
    status: 'AUDIT_PASS',
    maskedPan: null,
    balance: null,
    updatedAt: ago(300),
  },
  {
    ...base,
    userBankcardId: 151,
    product: 'Yaoyue Card',
    network: 'MASTER',
    status: 'CLOSE_PROCESSING',
    maskedPan: '•••• 2200',
    balance: '0.00',
    updatedAt: ago(900),
  },
  {
    ...base,
    userBankcardId: 152,
    product: 'Starlight Card',
    status: 'CLOSE',
    maskedPan: '•••• 5016',
    balance: '0.00',
    updatedAt: ago(5000),
  },
  {
    ...base,
    userBankcardId: 153,
    product: 'Star Moon Card',
    status: 'ACTIVE',
    maskedPan: '•••• 6640',
    balance: '1250.00',
    updatedAt: ago(7000),
  },
]

const reference = (intentId: string, minutes: number): JournalRow['reference'] => ({
  v: 1,
  intentId,
  endpoint: 'bankcard.recharge',
  sentAt: ago(minutes),
  uid: base.uid,
  userBankcardId: 149,
  amount: '250.00',
  requestOrderId: 'LM2312151602393234580',
})

export const journal: JournalRow[] = [
  {
    intentId: 'i1',
    endpoint: 'bankcard.recharge',
    state: 'unknown',
    why: 'pending',
    message: null,
    sentAt: ago(25),
    settledAt: null,
    unknownAt: ago(25),
    settledBy: null,
    reason: null,
    balanceBefore: '86.20',
    reference: reference('i1', 25),
  },
  {
    intentId: 'i2',
    endpoint: 'bankcard.recharge',
    state: 'done',
    why: null,
    message: null,
    sentAt: ago(1600),
    settledAt: ago(1600),
    unknownAt: null,
    settledBy: 'answer',
    reason: null,
    balanceBefore: '12380.50',
    reference: { ...reference('i2', 1600), amount: '100.00', userBankcardId: 145 },
  },
]

const notify = (seq: number, type: string, data: Record<string, unknown>): NotifyRow => ({
  seq,
  uniqueNo: `8f14e45f-ceea-467f-a8a4-${String(seq).padStart(12, '0')}`,
  type,
  receivedAt: ago((40 - seq) * 7),
  userBankcardId: typeof data.userBankcardId === 'number' ? data.userBankcardId : null,
  uid: null,
  data,
  repeats: 0,
  authentic: false,
})

const purchase = {
  recordNo: 'ef4248e4-d274-4f33-bc8c-ijohoijpojp',
  occurTime: ago(60),
  localCurrency: 'USD',
  localCurrencyAmt: '-24.27',
  transCurrency: 'EUR',
  transCurrencyAmt: '-21.90',
  transStatus: 'APPROVED',
  transType: 'AUTH',
  merchantName: 'Corner Books',
}

export const notifies: NotifyRow[] = [
  notify(39, 'CARD_RECHARGE_RESULT', {
    userBankcardId: 145,
    amount: '100.00',
    status: 'SUCCESS',
    receiveAmount: '99.50',
    currency: 'USD',
    cardNo: '•••• 4128',
    createAt: ago(7),
  }),
  {
    ...notify(38, 'TRANSACTION_CREATED', {
      userBankcardId: 145,
      transaction: purchase,
      currency: 'USD',
      cardNo: '•••• 4128',
    }),
    repeats: 2,
  },
  notify(37, 'CARD_STATUS_CHANGE', { userBankcardId: 146, status: 'TBA', cardNo: '•••• 9034', createAt: ago(12) }),
  notify(36, 'CARD_STATUS_CHANGE', {
    userBankcardId: 148,
    status: 'AUDIT_NOT_PASS',
    reason: 'The document is expired',
  }),
  notify(35, 'TRANSACTION_VERIFICATION_CODE', { userBankcardId: 149, code: '•••', cardNo: '•••• 7751' }),
  notify(34, 'COIN_RECHARGE_RESULT', {
    uid: 'eoi7g774uuuyrasz',
    orderNo: 'MB230822103810254026143',
    status: 'SUCCESS',
    symbol: 'USDT',
    coinAmount: '100',
    amount: '100',
    receiveAmount: '97.75',
  }),
  notify(33, 'CARD_RECHARGE_RESULT', { userBankcardId: 149, amount: '50.00', status: 'FAILED' }),
]

export const detailOf = (card: CardRow): CardDetail => ({
  ...card,
  rechargeFee: card.uid === null ? null : '0.005',
  monthFee: card.uid === null ? null : '1.00',
  expiryDate: card.maskedPan === null ? null : '202911',
  journal: journal.filter((row) => row.reference.userBankcardId === card.userBankcardId),
  notifies: notifies.filter((row) => row.userBankcardId === card.userBankcardId),
})

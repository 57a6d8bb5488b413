/** One user as stored. */
export interface UserRow {
  uid: string
  email: string
  mobilePrefix: string
  mobileNumber: string
  /** `NONE`, `PENDING` or `PASSED`. */
  kyc: string
  /** Holder data as JSON text, once submitted. */
  holder: string | null
  createdAt: number
}

/** One card as stored; its balance is in the ledger. */
export interface CardRow {
  id: number
  uid: string
  productId: number
  status: string
  pan: string
  cvv: string
  /** YYYYMM. */
  expiry: string
  tag: string | null
  /** Application fee held while auditing, decimal text. */
  heldFee: string
  /** Month fees the card could not pay, decimal text. */
  owed: string
  /** 0 once the merchant has disabled the card. */
  enabled: number
  hasPin: number
  createdAt: number
}

/** A recharge or close that can be asked for by its number. */
export interface OrderRow {
  requestOrderId: string
  kind: 'RECHARGE' | 'CLOSE'
  cardId: number
  amount: string
  receiveAmount: string | null
  /** `PROCESSING`, `SUCCESS` or `FAILED`. */
  status: string
  /** 1 when the API answered 99997, so that a result notify is due. */
  later: number
  /** How it ends when its time comes: `SUCCESS`, `FAILED` or, not by itself, `NEVER`. */
  outcome: string
  /** 1 when no notify tells the result. */
  silent: number
  createdAt: number
}

/** A transfer between two accounts of the ledger; every change of money is one or more of these. */
export interface EntryRow {
  id: number
  at: number
  kind: string
  reference: string
  source: string
  target: string
  amount: string
}

export interface TransactionRow {
  id: number
  cardId: number
  recordNo: string
  occurTime: number
  localCurrency: string
  /** Signed decimal text, such as `-24.27`. */
  localCurrencyAmt: string
  transCurrency: string
  transCurrencyAmt: string
  transStatus: string
  transType: string
  authType: string
  merchantName: string
  respCode: string
  respCodeDesc: string
  /** On a fee: the transaction it belongs to. */
  receiptNo: string | null
  /** The transaction that this one gives back or is the fee of; not told. */
  originalNo: string | null
}

/** Money paid into the merchant's account: by a user's coins, or (without uid) by the merchant. */
export interface DepositRow {
  id: number
  orderNo: string
  uid: string | null
  symbol: string
  coinAmount: string
  amount: string
  fee: string
  receiveAmount: string
  /** `PENDING`, `SUCCESS` or `FAILED`. */
  status: string
  availableAfter: string | null
  frozenAfter: string | null
  createdAt: number
}

/** A notify as it was sealed; it is kept even when nobody was there to receive it. */
export interface NotifyRow {
  uniqueNo: string
  type: string
  /** The sealed body, the same for every address and every try. */
  body: string
  /** Its content as JSON text, secrets masked. */
  summary: string
  createdAt: number
}

/** One notify on its way to one address. */
export interface DeliveryRow {
  id: number
  uniqueNo: string
  addressId: number
  /** `waiting`, `delivered`, `failed` or, by a fault, `dropped`. */
  status: string
  attempts: number
  nextTryAt: number
  /** HTTP status or the reason of the last try. */
  answer: string | null
  /** 1 while it waits for the next one to the same address, to arrive after it. */
  behind: number
}

/** Where notifies go. */
export interface AddressRow {
  id: number
  url: string
  /** 1 while it receives every notify. */
  active: number
}

/** One thing that happened. */
export interface EventRow {
  id: number
  at: number
  kind: string
  /** JSON text. */
  detail: string
}

/** A kept state. */
export interface SnapshotRow {
  id: number
  at: number
}

/** A fault of the plan. */
export interface FaultRow {
  id: number
  /** Such as `call:bankcard.recharge`. */
  target: string
  /** JSON text. */
  fault: string
  seen: number
  hits: number
}

export interface JobRow {
  id: number
  dueAt: number
  kind: string
  reference: string
}

/** Every table with its row. */
export interface Tables {
  settings: { name: string; value: string }
  /** How many names of a kind have been given. */
  counters: { kind: string; count: number }
  users: UserRow
  cards: CardRow
  orders: OrderRow
  entries: EntryRow
  balances: { account: string; amount: string }
  transactions: TransactionRow
  deposits: DepositRow
  notifies: NotifyRow
  deliveries: DeliveryRow
  addresses: AddressRow
  jobs: JobRow
  faults: FaultRow
  events: EventRow
  snapshots: SnapshotRow
}

/** The tables that make up a state, in an order in which they can be filled. */
export const tableNames = [
  'settings',
  'counters',
  'users',
  'cards',
  'orders',
  'entries',
  'balances',
  'transactions',
  'deposits',
  'notifies',
  'addresses',
  'deliveries',
  'jobs',
  'faults',
  'events',
] as const satisfies readonly (keyof Tables)[]

/** Raise it whenever a table changes; a file of another version is refused, never rewritten. */
export const schemaVersion = 7

/** Money is TEXT: SQLite's REAL is a binary float. */
export const schema = `
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE counters (kind TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT;
CREATE TABLE users (uid TEXT PRIMARY KEY, email TEXT NOT NULL COLLATE NOCASE UNIQUE, mobilePrefix TEXT NOT NULL,
  mobileNumber TEXT NOT NULL, kyc TEXT NOT NULL, holder TEXT, createdAt INTEGER NOT NULL,
  UNIQUE (mobilePrefix, mobileNumber)) STRICT;
CREATE TABLE cards (id INTEGER PRIMARY KEY, uid TEXT NOT NULL REFERENCES users, productId INTEGER NOT NULL,
  status TEXT NOT NULL, pan TEXT NOT NULL UNIQUE, cvv TEXT NOT NULL, expiry TEXT NOT NULL, tag TEXT,
  heldFee TEXT NOT NULL, owed TEXT NOT NULL, enabled INTEGER NOT NULL, hasPin INTEGER NOT NULL,
  createdAt INTEGER NOT NULL) STRICT;
CREATE INDEX cardsByStatus ON cards (status, id);
CREATE TABLE orders (requestOrderId TEXT PRIMARY KEY, kind TEXT NOT NULL, cardId INTEGER NOT NULL REFERENCES cards,
  amount TEXT NOT NULL, receiveAmount TEXT, status TEXT NOT NULL, later INTEGER NOT NULL,
  outcome TEXT NOT NULL, silent INTEGER NOT NULL, createdAt INTEGER NOT NULL) STRICT;
CREATE INDEX ordersByCard ON orders (cardId);
CREATE TABLE entries (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, reference TEXT NOT NULL,
  source TEXT NOT NULL, target TEXT NOT NULL, amount TEXT NOT NULL) STRICT;
CREATE TABLE balances (account TEXT PRIMARY KEY, amount TEXT NOT NULL) STRICT;
CREATE TABLE transactions (id INTEGER PRIMARY KEY, cardId INTEGER NOT NULL REFERENCES cards,
  recordNo TEXT NOT NULL UNIQUE, occurTime INTEGER NOT NULL, localCurrency TEXT NOT NULL,
  localCurrencyAmt TEXT NOT NULL, transCurrency TEXT NOT NULL, transCurrencyAmt TEXT NOT NULL,
  transStatus TEXT NOT NULL, transType TEXT NOT NULL, authType TEXT NOT NULL, merchantName TEXT NOT NULL,
  respCode TEXT NOT NULL, respCodeDesc TEXT NOT NULL, receiptNo TEXT,
  originalNo TEXT) STRICT;
CREATE INDEX transactionsByOriginal ON transactions (originalNo) WHERE originalNo IS NOT NULL;
CREATE INDEX transactionsByCard ON transactions (cardId, occurTime);
CREATE TABLE deposits (id INTEGER PRIMARY KEY, orderNo TEXT NOT NULL UNIQUE, uid TEXT, symbol TEXT NOT NULL,
  coinAmount TEXT NOT NULL, amount TEXT NOT NULL, fee TEXT NOT NULL, receiveAmount TEXT NOT NULL,
  status TEXT NOT NULL, availableAfter TEXT, frozenAfter TEXT, createdAt INTEGER NOT NULL) STRICT;
CREATE INDEX depositsDone ON deposits (id) WHERE status = 'SUCCESS';
CREATE INDEX depositsOfUsers ON deposits (id) WHERE uid IS NOT NULL AND status <> 'PENDING';
CREATE INDEX depositsOfUser ON deposits (uid, id) WHERE uid IS NOT NULL AND status <> 'PENDING';
CREATE INDEX depositsOfSymbol ON deposits (symbol, id) WHERE uid IS NOT NULL AND status <> 'PENDING';
CREATE INDEX depositsOpen ON deposits (uid, id) WHERE status = 'PENDING';
CREATE TABLE notifies (uniqueNo TEXT PRIMARY KEY, type TEXT NOT NULL, body TEXT NOT NULL, summary TEXT NOT NULL,
  createdAt INTEGER NOT NULL) STRICT;
CREATE INDEX notifiesByCard ON notifies (json_extract(summary, '$.userBankcardId'));
CREATE TABLE deliveries (id INTEGER PRIMARY KEY, uniqueNo TEXT NOT NULL REFERENCES notifies,
  addressId INTEGER NOT NULL REFERENCES addresses,
  status TEXT NOT NULL, attempts INTEGER NOT NULL, nextTryAt INTEGER NOT NULL, answer TEXT,
  behind INTEGER NOT NULL) STRICT;
CREATE INDEX deliveriesByNumber ON deliveries (uniqueNo);
CREATE INDEX deliveriesWaiting ON deliveries (status, addressId, nextTryAt, id);
CREATE INDEX deliveriesBehind ON deliveries (addressId) WHERE behind = 1;
CREATE TABLE addresses (id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, active INTEGER NOT NULL) STRICT;
CREATE TABLE jobs (id INTEGER PRIMARY KEY, dueAt INTEGER NOT NULL, kind TEXT NOT NULL, reference TEXT NOT NULL) STRICT;
CREATE TABLE faults (id INTEGER PRIMARY KEY, target TEXT NOT NULL, fault TEXT NOT NULL, seen INTEGER NOT NULL,
  hits INTEGER NOT NULL) STRICT;
CREATE INDEX faultsByTarget ON faults (target, id);
CREATE TABLE events (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL) STRICT;
CREATE INDEX eventsByKind ON events (kind, id);
CREATE TABLE snapshots (id INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT;
CREATE INDEX jobsDue ON jobs (dueAt, id);
`

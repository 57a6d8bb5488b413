import { type EndpointKey } from '@asinx-pay/core'
import type { Bridge, Crossing, EventName, Session } from '../../shared/bridge.ts'
import { ago, cards, detailOf, journal, notifies, now } from './fake-rows.ts'

const ok = <T>(value: T): Crossing<T> => ({ ok: true, value })
const refused = (code: string): Crossing<never> => ({
  ok: false,
  error: { code, message: 'Refused by the test.', advice: '', problems: [] },
})

export interface FakeOptions {
  /** Without a merchant, as on the first start. */
  fresh?: boolean
  /** A merchant with nothing yet. */
  empty?: boolean
  /** How `once` calls end. */
  ending?: 'done' | 'declined' | 'unknown' | 'lost' | 'limit'
  environment?: 'sandbox' | 'test' | 'live'
  vault?: 'keychain' | 'memory'
  /** Views and reads fail. */
  broken?: boolean
}

const products = [
  {
    id: 1,
    title: 'Monthly membership card',
    bankCardNature: 'VIRTUAL',
    bankCardType: 'VISA',
    applyFee: '10.00',
    applyDiscount: '1',
    monthFee: '0.00',
    rechargeFee: '0.013',
    enable: true,
  },
  {
    id: 3,
    title: 'Star Moon Card',
    bankCardNature: 'VIRTUAL',
    bankCardType: 'MASTER',
    applyFee: '100.00',
    applyDiscount: '0.8',
    monthFee: '1.00',
    rechargeFee: '0.018',
    enable: true,
  },
  {
    id: 9,
    title: 'ASINX 优月卡',
    bankCardNature: 'PHYSICAL',
    bankCardType: 'MASTER',
    applyFee: '300.00',
    applyDiscount: '1',
    monthFee: '0.00',
    rechargeFee: '0.01',
    enable: true,
  },
  {
    id: 6,
    title: 'Starlight Card',
    bankCardNature: 'VIRTUAL',
    bankCardType: 'VISA',
    applyFee: '70.00',
    applyDiscount: '1',
    monthFee: '0.00',
    rechargeFee: '0.013',
    enable: false,
  },
]

function sessionOf(options: FakeOptions): Session {
  const environment = options.environment ?? 'sandbox'
  const profiles = [
    {
      id: 'p1',
      name: 'Acme Cards',
      environment,
      baseUrl: 'http://127.0.0.1:4010/api-web',
      appId: 'app_447770',
      secret: 'keychain' as const,
    },
    {
      id: 'p2',
      name: 'Harbour Travel',
      environment: 'test' as const,
      baseUrl: 'https://test.asinx.io/api-web',
      appId: 'app_100200',
      secret: 'unreadable' as const,
    },
  ]
  return {
    profiles: options.fresh ? [] : profiles,
    activeProfileId: options.fresh ? null : 'p1',
    vault:
      options.vault === 'memory'
        ? { kind: 'memory', reason: 'No keychain answers on this computer.' }
        : { kind: 'keychain' },
    receiverUrl: 'http://127.0.0.1:4012/notify',
    locale: 'en',
    theme: 'light',
    host: 'browser',
  }
}

type Answers<Input> = Record<string, (input: Input) => unknown>

const assets = { state: 'known', availableAmount: '10000.000000', frozenAmount: '350.00', currency: 'USD' }

function viewsOf(options: FakeOptions, session: Session): Answers<Record<string, string>> {
  const rows = options.empty ? [] : cards
  const feed = options.empty ? [] : notifies
  const statuses = [...new Set(rows.map((card) => card.status ?? ''))]
  const page = (found: unknown[]): unknown => ({ rows: found, cursor: null })
  return {
    session: () => structuredClone(session),
    home: () => ({
      assets,
      open: options.empty ? [] : journal.slice(0, 1),
      settled: [],
      low: [],
      lowBelow: '10.00',
      failed: [],
      rejected: rows.filter((card) => card.status === 'AUDIT_NOT_PASS'),
      unassigned: rows.filter((card) => card.uid === null),
      refusedNotifies: options.empty ? 0 : 2,
      cardsByStatus: statuses.map((status) => ({
        status,
        count: rows.filter((card) => card.status === status).length,
      })),
      latest: feed.slice(0, 6),
    }),
    users: () =>
      page(options.empty ? [] : [{ uid: 'hgwoxhlpzvav6m2l', email: 'n•••@example.com', createdAt: ago(9000) }]),
    cards: ({ search = '', status = '' }) => {
      const text = search.toLowerCase()
      const words = (card: (typeof rows)[number]): string =>
        JSON.stringify([card.maskedPan, card.product, card.tag, card.uid]).toLowerCase()
      return page(rows.filter((card) => (status === '' || card.status === status) && words(card).includes(text)))
    },
    card: ({ userBankcardId }) => {
      const card = rows.find((row) => row.userBankcardId === Number(userBankcardId))
      return card ? detailOf(card) : null
    },
    journal: () => page(journal),
    notifies: ({ type }) => page(feed.filter((row) => !type || row.type === type)),
  }
}

const commandsOf = (session: Session): Answers<never> => ({
  'profile.add': () => ({ profileId: 'p1' }),
  'profile.test': () => assets,
  'profile.use': ({ profileId }: { profileId: string }) => ((session.activeProfileId = profileId), null),
  'profile.remove': () => null,
  'sandbox.explore': () => {
    session.profiles = sessionOf({}).profiles
    session.activeProfileId = 'p1'
    return { profileId: 'p1' }
  },
  'card.add': () => cards[0],
  'card.refresh': () => cards[0],
  'card.reveal': () => ({ cardNo: '4242424242424128', cardCvv: '195', expiryDate: '202911', hideAfterMs: 30_000 }),
  'outcome.settle': () => journal[0],
  'settings.set': (settings: Partial<Session>) => (Object.assign(session, settings), null),
})

function outcomeOf({ ending }: FakeOptions, endpoint: EndpointKey, result: unknown): Crossing<unknown> {
  const reference = { v: 1, intentId: 'i9', endpoint, sentAt: now, requestOrderId: 'LM2312151602393234580' }
  switch (ending) {
    case 'lost':
      throw new Error('The test cut the connection.')
    case 'limit':
      return refused('limit_exceeded')
    case 'declined':
      return ok({ state: 'declined', code: 212, message: 'Account balance not enough', advice: '', reference })
    case 'unknown':
      return ok({ state: 'unknown', why: 'pending', message: '', advice: '', reference })
    default:
      return ok({ state: 'done', result, reference })
  }
}

const results: Partial<Record<EndpointKey, unknown>> = {
  'bankcard.recharge': {},
  'bankcard.apply': { userBankcardId: 147, status: 'AUDITING' },
  'user.register': { uid: 'hgwoxhlpzvav6m2l' },
}

/** A console without a main process: everything in memory, for looking at pages. */
export function createFakeBridge(options: FakeOptions = {}): Bridge {
  const session = sessionOf(options)
  const listeners = new Map<string, Set<(news: never) => void>>()
  const tell = (event: EventName, news: unknown): void => {
    for (const listener of listeners.get(event) ?? []) (listener as (news: unknown) => void)(news)
  }
  const views = viewsOf(options, session)
  const commands = commandsOf(session)
  const answer = (endpoint: EndpointKey): Crossing<unknown> => {
    if (endpoint === 'bankcard.templateList') return ok(products)
    if (!(endpoint in results)) return refused('not_sent')
    const crossing = outcomeOf(options, endpoint, results[endpoint])
    tell('journal.changed', { intentId: 'i9' })
    return crossing
  }
  return {
    call: async (endpoint) => answer(endpoint) as never,
    command: async (name, input) => ok(commands[name]?.(input as never)) as never,
    query: async (view, params) =>
      options.broken && view !== 'session' ? refused('unreachable') : (ok(views[view]?.(params as never)) as never),
    on(event, listener) {
      const set = listeners.get(event) ?? new Set()
      listeners.set(event, set.add(listener as (news: never) => void))
      return () => void set.delete(listener as (news: never) => void)
    },
  }
}

import type { Fields } from '@asinx-pay/core'

/** One way to go wrong, as plain data: validation, docs and the page come from it. */
export interface FaultKind {
  /** One sentence for docs and the page. */
  doc: string
  fields: Fields
}

export interface CallFaultKind extends FaultKind {
  /** Whether the change of the call is made: never, as usual, or in its own way. */
  change: 'none' | 'made' | 'own'
}

const ms = { kind: 'integer', label: 'Milliseconds', doc: 'How long, in milliseconds.', example: 2000 } as const
const status = {
  kind: 'integer',
  label: 'HTTP Status',
  doc: 'HTTP status from 500 to 599; 500 when absent.',
  example: 503,
  optional: true,
} as const

/** What can go wrong with a call. */
export const callFaults = {
  latency: { doc: 'Waits before the change is made.', change: 'made', fields: { ms } },
  'late-reply': { doc: 'Makes the change, then waits before it answers.', change: 'made', fields: { ms } },
  'slow-body': { doc: 'Sends the head at once and the body piece by piece.', change: 'made', fields: { ms } },
  'reset-before': { doc: 'Breaks the connection; the change is not made.', change: 'none', fields: {} },
  'reset-after': { doc: 'Makes the change, then breaks the connection without an answer.', change: 'made', fields: {} },
  'cut-body': { doc: 'Makes the change, sends half of the body, then breaks off.', change: 'made', fields: {} },
  'error-before': { doc: 'Answers HTTP 500; the change is not made.', change: 'none', fields: { status } },
  'error-after': { doc: 'Makes the change and answers HTTP 500.', change: 'made', fields: { status } },
  redirect: {
    doc: 'Answers HTTP 307 to the same path elsewhere on the sandbox; the change is not made.',
    change: 'none',
    fields: {},
  },
  decline: {
    doc: 'Refuses the call with a code and a message; the change is not made.',
    change: 'none',
    fields: {
      code: {
        kind: 'integer',
        label: 'Code',
        doc: 'Code of the reply; 200 when absent.',
        example: 212,
        optional: true,
      },
      message: {
        kind: 'text',
        label: 'Message',
        doc: 'Message of the reply.',
        example: 'The channel is closed.',
        optional: true,
      },
    },
  },
  pending: {
    doc: 'Answers 99997: recharges and closes are decided later; other calls take effect at once unless they fail.',
    change: 'own',
    fields: {
      withOrder: {
        kind: 'flag',
        label: 'Order Number',
        doc: 'Whether the answer carries the order number; true when absent.',
        optional: true,
      },
      withNotify: {
        kind: 'flag',
        label: 'Notify',
        doc: 'Whether a notify tells the result; true when absent.',
        optional: true,
      },
      outcome: {
        kind: 'choice',
        label: 'Outcome',
        doc: 'How it ends; SUCCESS when absent.',
        options: {
          SUCCESS: { text: 'It succeeds' },
          FAILED: { text: 'It fails' },
          NEVER: { text: 'It stays open until somebody decides it' },
        },
        optional: true,
      },
      ms: {
        ...ms,
        doc: "Time until the result, in milliseconds of the sandbox's clock; its usual delay when absent.",
        optional: true,
      },
    },
  },
  garbage: { doc: 'Makes the change; the result is random ciphertext.', change: 'made', fields: {} },
  truncated: { doc: 'Makes the change; half of the result is missing.', change: 'made', fields: {} },
  'wrong-key': { doc: 'Makes the change; the result is encrypted with another secret.', change: 'made', fields: {} },
  base64: { doc: 'Makes the change; the result is written as base64 instead of hex.', change: 'made', fields: {} },
  'wrong-ids': { doc: 'Makes the change; ids in the result are those of something else.', change: 'made', fields: {} },
  'success-with-error-code': {
    doc: 'Makes the change; the reply says success true with code 200.',
    change: 'made',
    fields: {},
  },
  'failure-with-success-code': {
    doc: 'Makes the change; the reply says success false with code 1.',
    change: 'made',
    fields: {},
  },
  'not-json': { doc: 'Makes the change; the reply is a page of a proxy.', change: 'made', fields: {} },
  empty: { doc: 'Makes the change; the reply has no body.', change: 'made', fields: {} },
} as const satisfies Record<string, CallFaultKind>

/** What can go wrong with a notify. */
export const notifyFaults = {
  duplicate: {
    doc: 'Delivers it more than once.',
    fields: {
      copies: {
        kind: 'integer',
        label: 'Copies',
        doc: 'How many more; 1 when absent.',
        example: 2,
        optional: true,
      },
      newNumber: {
        kind: 'flag',
        label: 'New Number',
        doc: 'Whether each copy has a uniqueNo of its own; false when absent.',
        optional: true,
      },
    },
  },
  delay: { doc: "Delivers it later, by the sandbox's clock.", fields: { ms } },
  reorder: {
    doc: 'Delivers it after the next notify to the same address, or after a minute when none comes.',
    fields: {},
  },
  drop: { doc: 'Delivers it nowhere; it is kept and can be sent again.', fields: {} },
  garbage: { doc: 'The content is random ciphertext.', fields: {} },
  truncated: { doc: 'Half of the content is missing.', fields: {} },
  'wrong-key': { doc: 'The content is encrypted with another secret.', fields: {} },
  base64: { doc: 'The content is written as base64 instead of hex.', fields: {} },
  'wrong-type': { doc: 'The envelope names another type than the content has.', fields: {} },
  'wrong-app': { doc: 'The envelope names another merchant.', fields: {} },
} as const satisfies Record<string, FaultKind>

export type CallFaultName = keyof typeof callFaults
export type NotifyFaultName = keyof typeof notifyFaults

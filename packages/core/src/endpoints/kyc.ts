import type { Endpoint } from '../endpoint.ts'
import { gateway } from './fields.ts'

export const kyc = {
  'kyc.gateway': {
    path: '/kyc/gateway',
    title: 'Get KYC Gateway',
    doc: 'Hands out a page of the vendor on which the user verifies their identity.',
    source: 'published',
    scope: 'user',
    effect: 'repeatable',
    deprecated: "The vendor's Java demo marks it deprecated; the document still offers it.",
    request: {
      doneViewURL: {
        kind: 'text',
        label: 'Done URL',
        doc: 'Page shown when the user has finished.',
        example: 'https://example.com/kyc/done',
      },
      timeoutViewURL: {
        kind: 'text',
        label: 'Timeout URL',
        doc: 'Page shown when the user took too long.',
        example: 'https://example.com/kyc/timeout',
      },
    },
    response: { gateway },
  },
} as const satisfies Record<string, Endpoint>

import type { Endpoint } from '../endpoint.ts'

export const sys = {
  'sys.clock': {
    path: '/sys/clock',
    title: 'Get Server Time',
    doc: "Returns the vendor's clock.",
    source: 'demo',
    scope: 'merchant',
    effect: 'read',
    request: {},
    response: {
      currentTime: {
        kind: 'instant',
        label: 'Server Time',
        doc: "The vendor's time in milliseconds.",
        example: 1690250127877,
        source: 'demo',
      },
    },
  },
} as const satisfies Record<string, Endpoint>

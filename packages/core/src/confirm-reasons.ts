/** Every way asking the API about a notify can end. Keys are stable. */
export const confirmReasons = {
  agrees: { state: 'confirmed', text: 'The API tells the same.' },
  differs: { state: 'contradicted', text: 'The API tells otherwise. Do not act on the notify.' },
  not_listed: {
    state: 'contradicted',
    text: 'The API lists nothing of the kind. Do not act on the notify; ask again later if the list may lag behind.',
  },
  no_endpoint: { state: 'cannot_tell', text: 'No endpoint tells what this notify tells.' },
  needs_uid: { state: 'cannot_tell', text: 'The uid of the user who has the card is needed to ask.' },
  needs_order: { state: 'cannot_tell', text: 'The requestOrderId of the recharge is needed to ask.' },
  too_little: { state: 'cannot_tell', text: 'The notify lacks a member that is needed to ask.' },
  ambiguous: { state: 'cannot_tell', text: 'More than one entry of the list fits.' },
  too_many: { state: 'cannot_tell', text: 'The list is too long to look through.' },
  moved_on: { state: 'cannot_tell', text: 'Things have moved on since; what the API tells may have followed from it.' },
  not_yet: { state: 'cannot_tell', text: 'The vendor is still at work on it. Ask again later.' },
  unknown_value: { state: 'cannot_tell', text: 'A value is none that the documents list.' },
  untold: { state: 'cannot_tell', text: 'The API does not tell all that the notify tells.' },
  declined: { state: 'cannot_tell', text: 'The API refused the question; check uid, card and order.' },
  not_askable: {
    state: 'cannot_tell',
    text: 'What the notify tells cannot be asked about: a value is not well-formed.',
  },
  no_answer: { state: 'cannot_tell', text: 'The API did not answer in time. Ask again later.' },
  unreadable: { state: 'cannot_tell', text: 'The answer of the API could not be read or contradicts itself.' },
  aborted: { state: 'cannot_tell', text: 'The caller stopped it.' },
} as const satisfies Record<string, { state: 'confirmed' | 'contradicted' | 'cannot_tell'; text: string }>

export type ConfirmReasons = typeof confirmReasons

/** English words of the notify feed. */
export const notifies = {
  notifies: {
    title: 'Notifies',
    live: 'Live',
    type: 'Type',
    anyType: 'Any type',
    received: 'Received',
    card: 'Card',
    what: 'What it says',
    repeated: 'Repeated ×{n}',
    trust: 'Not authenticated',
    trustDoc:
      'The vendor does not sign notifies. This one opened with your key, which shows it was made from messages of this merchant, not that it is true. Check it against the API before acting on it.',
    trustTitle: 'Trust',
    unique: 'Number',
    details: 'Details',
    data: 'Content',
    hidden: 'Secrets in it are not shown or kept.',
    openCard: 'Open card',
    emptyTitle: 'No notify has come',
    emptyText: 'Give this address to the vendor or the sandbox; notifies appear here as they arrive.',
    emptyReceiver: 'The receiver could not start, so none can arrive. See Settings.',
    new: '{n} new notify | {n} new notifies',
  },
}

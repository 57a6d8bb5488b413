/** Where a file that was made went. */
export type Saved =
  /** On this computer, where a person chose. */
  | { state: 'saved'; path: string }
  /** At an address of this window's own host, for one download. */
  | { state: 'offered'; href: string }
  | { state: 'cancelled' }

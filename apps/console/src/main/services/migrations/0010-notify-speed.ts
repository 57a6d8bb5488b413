/** Finds what waits, what is newest and what is of a kind without reading every notify. */
export const notifySpeed = `
  create index notifies_unhandled on notifies (profile_id, seq) where handled = 0;
  create index notifies_by_profile on notifies (profile_id, seq);
  create index notifies_by_time on notifies (profile_id, received_at, seq);
  create index notifies_by_type on notifies (profile_id, type, received_at);
`

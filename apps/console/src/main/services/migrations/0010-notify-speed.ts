/** Finds what waits, what is newest and what is of a kind without reading every notify. */
export const notifySpeed = `
  create index notifies_unhandled on notifies (profile_id, seq) where handled = 0;
  create index notifies_by_profile on notifies (profile_id, seq);
  create index notifies_by_time on notifies (profile_id, received_at, seq);
  create index notifies_by_type on notifies (profile_id, type, received_at);

  -- What trends sum: read from the index alone. The expressions are those of the query, letter by letter.
  create index notifies_of_payments on notifies (
    profile_id, type, received_at, seq, json_extract(data, '$.transaction.recordNo'),
    json_extract(data, '$.transaction.occurTime'), json_extract(data, '$.transaction.localCurrencyAmt'),
    json_extract(data, '$.transaction.localCurrency'), json_extract(data, '$.transaction.transStatus')
  ) where type = 'TRANSACTION_CREATED';
`

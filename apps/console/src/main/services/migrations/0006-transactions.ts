/**
 * The local copy of the cards' transactions.
 *
 * `transactions.id` is a place in time: `occurred_at * 2^20` plus a number within that millisecond, so that order by id
 * is order by time. It does not fit a JavaScript number: read it as `cast(id as text)`.
 *
 * `amount_micro` is the amount times a million where that is a whole number a JavaScript number holds, else null; such
 * rows are summed from their text. A sum of it over all rows may leave 64 bits: `transaction_days` keeps whole units
 * and millionths apart.
 */
export const transactions = `
  create table transactions (
    id integer primary key,
    profile_id text not null, card_id integer not null, uid text, record_no text not null, record_id integer,
    occurred_at integer not null, -- ms; when it was first seen where the vendor gave no time
    currency text, amount text, amount_micro integer, -- local currency of the card, signed: what it paid is negative
    foreign_currency text, foreign_amount text, -- what the merchant charged
    status text, type text, auth_type text, merchant text, resp_code text, resp_text text,
    receipt_no text, -- on a fee: record_no of the transaction it belongs to; notifies tell it
    seen_at integer not null, changed_at integer not null
  ) strict;
  create unique index transactions_by_record on transactions (profile_id, card_id, record_no);
  create index transactions_by_time on transactions (profile_id, id);
  create index transactions_by_card on transactions (profile_id, card_id, id);
  create index transactions_by_kind on transactions (profile_id, type, status, id);
  create index transactions_by_receipt on transactions (profile_id, receipt_no) where receipt_no is not null;
  create index transactions_without_micro on transactions (profile_id, id)
    where amount_micro is null and amount is not null;

  -- Facets (profile, card, user, type, status, ...) and the beginnings of words of each row, under its id: any filter is
  -- a match that streams in order of time. Written by the book of transactions; they go with their transaction.
  create virtual table transaction_words using fts5 (
    words, content = '', contentless_delete = 1, detail = none,
    tokenize = "unicode61 remove_diacritics 2 categories 'L* M* N* P* S* Co'"
  );
  create trigger transaction_words_go after delete on transactions
    begin delete from transaction_words where rowid = old.id; end;

  -- Sums by day of UTC, kept by the triggers below. '' stands for what the vendor left out.
  create table transaction_days (
    profile_id text not null, day integer not null, currency text not null, status text not null, type text not null,
    rows integer not null,
    in_units integer not null, in_micros integer not null, -- what came onto cards
    out_units integer not null, out_micros integer not null, -- what left them, negative
    unsummed integer not null, -- rows without amount_micro, which no member above counts
    primary key (profile_id, day, currency, status, type)
  ) strict, without rowid;
  create trigger transaction_days_grow after insert on transactions begin
    insert into transaction_days values (
      new.profile_id, new.occurred_at / 86400000, coalesce(new.currency, ''), coalesce(new.status, ''),
      coalesce(new.type, ''), 1,
      max(coalesce(new.amount_micro, 0), 0) / 1000000, max(coalesce(new.amount_micro, 0), 0) % 1000000,
      min(coalesce(new.amount_micro, 0), 0) / 1000000, min(coalesce(new.amount_micro, 0), 0) % 1000000,
      new.amount_micro is null and new.amount is not null
    ) on conflict do update set rows = rows + 1,
      in_units = in_units + excluded.in_units, in_micros = in_micros + excluded.in_micros,
      out_units = out_units + excluded.out_units, out_micros = out_micros + excluded.out_micros,
      unsummed = unsummed + excluded.unsummed;
  end;
  create trigger transaction_days_shrink after delete on transactions begin
    update transaction_days set rows = rows - 1,
      in_units = in_units - max(coalesce(old.amount_micro, 0), 0) / 1000000,
      in_micros = in_micros - max(coalesce(old.amount_micro, 0), 0) % 1000000,
      out_units = out_units - min(coalesce(old.amount_micro, 0), 0) / 1000000,
      out_micros = out_micros - min(coalesce(old.amount_micro, 0), 0) % 1000000,
      unsummed = unsummed - (old.amount_micro is null and old.amount is not null)
    where profile_id = old.profile_id and day = old.occurred_at / 86400000 and currency = coalesce(old.currency, '')
      and status = coalesce(old.status, '') and type = coalesce(old.type, '');
  end;
  -- A change is a removal and a new row: both triggers above, and the words, depend on it.
  create trigger transactions_are_replaced before update of
    id, profile_id, card_id, uid, record_no, occurred_at, currency, amount, amount_micro, status, type, auth_type,
    merchant, resp_code, resp_text on transactions
    begin select raise(abort, 'a transaction is replaced, never changed in place'); end;

  -- How far each card's transactions were read.
  create table transaction_syncs (
    profile_id text not null, card_id integer not null,
    read_until integer, -- ms: what occurred before it was read once; null: never
    window_from integer, window_until integer, next_page integer, -- the window in hand, where it was left
    done_at integer, failed_at integer, error_code text, error_message text,
    primary key (profile_id, card_id)
  ) strict, without rowid;

  create table saved_views (
    id integer primary key, profile_id text not null, area text not null, name text not null, filter text not null,
    created_at integer not null, unique (profile_id, area, name)
  ) strict;
`

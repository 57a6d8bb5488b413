/** Profiles, directory, journal and inbox. */
export const start = `
  create table settings (name text primary key, value text not null) strict;

  create table profiles (
    id text primary key, name text not null, environment text not null, base_url text not null, app_id text not null,
    created_at integer not null,
    removed_at integer -- kept, so that the directory and open outcomes come back with the merchant
  ) strict;
  create unique index one_profile_per_merchant on profiles (app_id, base_url);

  create table users (
    seq integer primary key autoincrement, profile_id text not null, uid text not null, email text,
    created_at integer not null, unique (profile_id, uid)
  ) strict;

  create table products (
    profile_id text not null, product_id integer not null, title text, nature text, network text,
    primary key (profile_id, product_id)
  ) strict;

  create table cards (
    profile_id text not null, card_id integer not null, uid text, product_id integer, status text, masked_pan text,
    balance text, currency text, tag text, recharge_fee text, month_fee text, expiry_date text,
    updated_at integer not null, primary key (profile_id, card_id)
  ) strict;

  create table journal (
    seq integer primary key autoincrement, intent_id text not null unique, profile_id text not null,
    endpoint text not null, card_id integer, spends integer not null,
    state text not null check (state in ('intended', 'done', 'declined', 'unknown')),
    why text, message text, sent_at integer not null, settled_at integer, reference text not null, balance_before text
  ) strict;
  create unique index one_open_spend_per_card on journal (profile_id, card_id)
    where spends = 1 and state in ('intended', 'unknown');
  create index journal_by_card on journal (profile_id, card_id, seq);

  create table notifies (
    seq integer primary key autoincrement, profile_id text not null, unique_no text not null, type text not null,
    digest text not null, received_at integer not null, card_id integer, uid text, data text not null,
    repeats integer not null default 0, conflict integer not null default 0, handled integer not null default 0,
    unique (profile_id, digest)
  ) strict;
  create index notifies_by_card on notifies (profile_id, card_id, seq);
  create index notifies_by_number on notifies (profile_id, unique_no);

  create table refusals (
    seq integer primary key autoincrement, received_at integer not null, reason text not null, bytes integer not null
  ) strict;
`

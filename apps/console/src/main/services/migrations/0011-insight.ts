/**
 * Sums of transactions by month of UTC and card, merchant or response code, and by quarter of an hour, kept by the
 * triggers below: any time in any zone is made of them and of the rows at its ends. Members as in `transaction_days`.
 * A month is counted from the year 0.
 */
const sums = `rows integer not null, in_units integer not null, in_micros integer not null,
    out_units integer not null, out_micros integer not null`
const month = (row: string): string => `(
  cast(strftime('%Y', ${row}.occurred_at / 1000, 'unixepoch') as integer) * 12
  + cast(strftime('%m', ${row}.occurred_at / 1000, 'unixepoch') as integer) - 1)`
const currency = (row: string): string => `coalesce(${row}.currency, '')`
const type = (row: string): string => `coalesce(${row}.type, '')`
const status = (row: string): string => `coalesce(${row}.status, '')`
const moved = (row: string): string => `1,
  max(coalesce(${row}.amount_micro, 0), 0) / 1000000, max(coalesce(${row}.amount_micro, 0), 0) % 1000000,
  min(coalesce(${row}.amount_micro, 0), 0) / 1000000, min(coalesce(${row}.amount_micro, 0), 0) % 1000000`
const keys = (row: string): string => `
  select 'card' as dimension, cast(${row}.card_id as text) as key
  union all select 'merchant', coalesce(${row}.merchant, '')
  union all select 'code', coalesce(${row}.resp_code, '')`
const add = (sign: '+' | '-'): string =>
  ['rows', 'in_units', 'in_micros', 'out_units', 'out_micros']
    .map((name) => `${name} = ${name} ${sign} excluded.${name}`)
    .join(', ')

/** The upserts that add a row, or take it away: what is taken away was added before. */
const changed = (row: 'new' | 'old', sign: '+' | '-'): string => `
  insert into transaction_groups
    select ${row}.profile_id, dimension, ${currency(row)}, ${type(row)}, ${month(row)}, ${status(row)}, key, ${moved(row)} from (${keys(row)}) where true
    on conflict do update set ${add(sign)};
  insert into transaction_quarters values (
    ${row}.profile_id, ${currency(row)}, ${row}.occurred_at / 900000, ${type(row)}, ${status(row)}, ${moved(row)}
  ) on conflict do update set ${add(sign)};`

const fill = `
  insert into transaction_groups
    select t.profile_id, dimension, ${currency('t')}, ${type('t')}, ${month('t')}, ${status('t')}, key, ${moved('t')}
    from transactions t join (
      select id, 'card' as dimension, cast(card_id as text) as key from transactions
      union all select id, 'merchant', coalesce(merchant, '') from transactions
      union all select id, 'code', coalesce(resp_code, '') from transactions
    ) k on k.id = t.id where true
    on conflict do update set ${add('+')};
  insert into transaction_quarters
    select t.profile_id, ${currency('t')}, t.occurred_at / 900000, ${type('t')}, ${status('t')}, ${moved('t')} from transactions t where true
    on conflict do update set ${add('+')};`

export const insight = `
  create table transaction_groups (
    profile_id text not null, dimension text not null check (dimension in ('card', 'merchant', 'code')),
    currency text not null, type text not null, month integer not null, status text not null, key text not null,
    ${sums}, primary key (profile_id, dimension, currency, type, month, status, key)
  ) strict, without rowid;
  create table transaction_quarters (
    profile_id text not null, currency text not null, quarter integer not null, type text not null,
    status text not null, ${sums}, primary key (profile_id, currency, quarter, type, status)
  ) strict, without rowid;
  create trigger transaction_groups_grow after insert on transactions begin ${changed('new', '+')} end;
  create trigger transaction_groups_shrink after delete on transactions begin ${changed('old', '-')} end;
  ${fill}
`

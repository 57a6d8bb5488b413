/** What an operator notes and decides: users and their verification, freezes, verdicts, and the account over time. */
export const operatorsDay = `
  alter table users add column note text;
  alter table users add column kyc_status text;
  alter table users add column kyc_asked_at integer;
  alter table users add column kyc_sent_at integer;
  alter table users add column kyc_sent_by text;
  alter table users add column holder_sent_at integer;

  alter table cards add column frozen_at integer; -- by our own last call: no status of the API shows it
  create index cards_by_user on cards (profile_id, uid);

  alter table journal add column unknown_at integer; -- when nobody could say how it ended, be it settled since
  alter table journal add column settled_by text;
  alter table journal add column reason text;
  update journal set unknown_at = sent_at where state = 'unknown';

  create table asset_marks (
    profile_id text not null, at integer not null, available text not null, frozen text not null,
    currency text not null, primary key (profile_id, at)
  ) strict;
`

/** Limits and a previous secret of profiles, the audit trail, and what of notifies is kept sealed. */
export const around = `
  alter table profiles add column largest_recharge text;
  alter table profiles add column recharge_per_day text;
  alter table profiles add column has_previous_secret integer not null default 0;
  create index journal_by_spending on journal (profile_id, sent_at) where spends = 1;

  create table audit (
    seq integer primary key autoincrement, at integer not null, who text not null, kind text not null,
    profile_id text, facts text not null, chain text not null
  ) strict;
  create trigger audit_is_never_changed before update on audit
    begin select raise(abort, 'the audit trail is append-only'); end;
  create trigger audit_is_never_shortened before delete on audit
    begin select raise(abort, 'the audit trail is append-only'); end;

  alter table notifies add column sealed blob; -- the body as it came, encrypted under the keychain's key
  create index notifies_of_codes on notifies (received_at)
    where type = 'TRANSACTION_VERIFICATION_CODE' and sealed is not null;

  create table sealed_notifies ( -- came while no secret could be read; opened when one can
    seq integer primary key autoincrement, received_at integer not null, type text, bytes integer not null,
    sealed blob -- null: a verification code that was too old
  ) strict;
`

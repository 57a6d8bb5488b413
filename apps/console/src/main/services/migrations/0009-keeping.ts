/** When a card's balance is low, and how long things are kept. */
export const keeping = `
  alter table profiles add column low_below text; -- null: the usual amount

  create table audit_anchors ( -- where the chain begins since its oldest lines went, as a person chose
    seq integer primary key, at integer not null, chain text not null
  ) strict;
  drop trigger audit_is_never_shortened;
  create trigger audit_is_shortened_from_its_beginning_only before delete on audit
    when old.seq > coalesce((select max(seq) from audit_anchors), 0)
    begin select raise(abort, 'the audit trail is append-only'); end;
  create trigger audit_anchors_stay before update on audit_anchors
    begin select raise(abort, 'the audit trail is append-only'); end;
  create trigger audit_anchors_are_kept before delete on audit_anchors
    begin select raise(abort, 'the audit trail is append-only'); end;
`

/** What the API said of a notify when it was asked. */
export const notifyChecks = `
  alter table notifies add column check_state text check (check_state in ('confirmed', 'contradicted', 'cannot_tell'));
  alter table notifies add column check_why text;
  alter table notifies add column checked_at integer;
  alter table notifies add column check_facts text; -- JSON: endpoint, agreed, differs, errorCode, requestOrderId
`

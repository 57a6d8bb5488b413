/** Runs of many calls from a file, and their rows: the queue that outlives the console. */
export const bulk = `
  create table bulk_runs (
    run integer primary key autoincrement, profile_id text not null, kind text not null, name text not null,
    state text not null check (state in ('draft', 'running', 'paused', 'cancelled', 'finished')), why text,
    rate text not null, total text, ignored text not null, -- JSON: names of columns without a use
    created_at integer not null, started_at integer, ended_at integer
  ) strict;
  create index bulk_runs_by_profile on bulk_runs (profile_id, run);

  create table bulk_rows (
    run integer not null references bulk_runs (run), line integer not null, input text not null,
    state text not null check (state in ('bad', 'waiting', 'sending', 'done', 'declined', 'unknown', 'failed')),
    problems text not null, -- JSON: column and what is wrong
    intent_id text, -- of the call in the journal, which knows better how it stands
    code text, message text, result text, ended_at integer, primary key (run, line)
  ) strict, without rowid;
  create index bulk_rows_waiting on bulk_rows (run, line) where state = 'waiting';
  create index bulk_rows_by_intent on bulk_rows (intent_id) where intent_id is not null;
`

/** The log of requests to the API, redacted before it is written. */
export const requests = `
  create table requests (
    seq integer primary key autoincrement, profile_id text not null, at integer not null, endpoint text not null,
    verdict text not null, tries integer not null, duration_ms integer not null, http_status integer, code integer,
    message text, input text not null, result text, is_cut integer not null
  ) strict;
  create index requests_by_profile on requests (profile_id, seq);
  `

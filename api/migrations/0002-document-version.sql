-- Moments of a document that somebody gave a name. Versions without one are read off the log: a burst of edits is one.
create table document_version (
  document_id uuid not null references document on delete cascade,
  seq int not null check (seq > 0),
  name text not null check (length(name) between 1 and 80),
  made_by uuid not null,
  at timestamptz not null,
  primary key (document_id, seq)
);

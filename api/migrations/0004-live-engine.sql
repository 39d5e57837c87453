-- What the live engine signs relayed updates with. One row for an installation, made by the first node that starts.
create table live_signing_key (
  only_one boolean primary key default true check (only_one),
  key bytea not null check (length(key) = 32)
);

-- An id is issued at every opening, and most openings write nothing: those are found by this, and forgotten after a time.
-- issued_at moves on while a page holds the id.
alter table document_client add column wrote boolean not null default false;
create index document_client_unused on document_client (issued_at) where not wrote;

-- What the live engine signs relayed updates with. One row for an installation, made by the first node that starts.
create table live_signing_key (
  only_one boolean primary key default true check (only_one),
  key bytea not null check (length(key) = 32)
);

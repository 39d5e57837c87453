-- The foundation: people and sessions, partnerships with parties and members, the change feed, co-written documents, stories.
-- Every row of a partnership carries partnership_id, and composite foreign keys keep one partnership's rows from pointing into another.

create table person (
  id uuid primary key,
  name text not null check (length(name) between 1 and 80),
  email text not null check (length(email) <= 254),
  password_hash text,
  time_zone text not null,
  created_at timestamptz not null
);
create unique index person_email on person (lower(email));

create table session (
  id uuid primary key,
  token_hash bytea not null unique,
  person_id uuid not null references person,
  user_agent text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index session_person on session (person_id);

create table sign_in_link (
  id uuid primary key,
  token_hash bytea not null unique,
  person_id uuid not null references person,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table partnership (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (length(name) between 1 and 80),
  purpose text not null check (length(purpose) <= 400),
  time_zone text not null,
  first_iteration_day smallint not null check (first_iteration_day between 1 and 7),
  key_prefix text not null check (key_prefix ~ '^[A-Z][A-Z0-9]{1,5}$'),
  next_story_number int not null default 101,
  change_seq int not null default 0,
  is_sample boolean not null default false,
  started_by uuid not null references person,
  mutation_id uuid unique,
  created_at timestamptz not null
);

create table party (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  kind text not null check (kind in ('CLIENT', 'VENDOR')),
  name text not null check (length(name) between 1 and 60),
  created_at timestamptz not null,
  unique (partnership_id, id)
);

create table member (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  party_id uuid not null,
  person_id uuid not null references person,
  role text not null check (role in ('LEAD', 'MEMBER', 'SPONSOR', 'OBSERVER')),
  title text not null default '' check (length(title) <= 80),
  expertise text not null default '' check (length(expertise) <= 200),
  joined_at timestamptz not null,
  left_at timestamptz,
  unique (partnership_id, id),
  unique (partnership_id, person_id),
  foreign key (partnership_id, party_id) references party (partnership_id, id)
);
create index member_person on member (person_id);

create table invitation (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  party_id uuid not null,
  role text not null check (role in ('LEAD', 'MEMBER', 'SPONSOR', 'OBSERVER')),
  email text check (length(email) <= 254),
  token_hash bytea not null unique,
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid,
  revoked_at timestamptz,
  unique (partnership_id, id),
  foreign key (partnership_id, party_id) references party (partnership_id, id),
  foreign key (partnership_id, created_by) references member (partnership_id, id),
  foreign key (partnership_id, accepted_by) references member (partnership_id, id)
);

-- seq comes from partnership.change_seq, incremented last in each mutation's transaction: its row lock orders the commits.
create table change_event (
  partnership_id uuid not null references partnership on delete cascade,
  seq int not null,
  kind text not null,
  node_type text not null,
  node_id uuid not null,
  actor_id uuid,
  mutation_id uuid,
  summary text not null,
  data jsonb not null default '{}',
  at timestamptz not null,
  primary key (partnership_id, seq),
  unique (partnership_id, mutation_id),
  foreign key (partnership_id, actor_id) references member (partnership_id, id)
);

-- A document holds the co-written words of one entity and has that entity's id.
create table document (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  kind text not null,
  seq int not null default 0,
  snapshot bytea,
  snapshot_state_vector bytea,
  snapshot_seq int not null default 0,
  created_at timestamptz not null,
  unique (partnership_id, id)
);

-- How far a document's words have been made into rows. A table of its own: the projection holds this row while it works,
-- and acknowledgements, which advance document.seq, never wait for it.
create table document_projection (
  document_id uuid primary key references document on delete cascade,
  seq int not null default 0
);

-- The log of updates, kept whole: it is the history. A page opens from the snapshot and the rows after it.
create table document_update (
  document_id uuid not null references document on delete cascade,
  seq int not null,
  update bytea not null,
  member_id uuid,
  at timestamptz not null,
  primary key (document_id, seq)
);

-- Who owns a Yjs client id in a document: issued by the server, so that nobody can write as somebody else.
create table document_client (
  document_id uuid not null references document on delete cascade,
  client_id bigint not null,
  member_id uuid,
  issued_at timestamptz not null,
  primary key (document_id, client_id)
);

create table label (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  name text not null check (length(name) between 1 and 40),
  created_at timestamptz not null,
  unique (partnership_id, id)
);
create unique index label_name on label (partnership_id, lower(name));

create table story (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  number int not null,
  key text not null,
  title text not null default '',
  narrative text not null default '',
  state text not null default 'DRAFT'
    check (state in ('DRAFT', 'READY', 'IN_PROGRESS', 'DELIVERED', 'ACCEPTED', 'RETURNED', 'DROPPED')),
  state_reason text,
  state_changed_at timestamptz not null,
  state_changed_by uuid,
  rank text collate "C" not null,
  estimate smallint check (estimate between 0 and 100),
  owner_ids uuid[] not null default '{}',
  label_ids uuid[] not null default '{}',
  criteria_count int not null default 0,
  -- The criteria's rows once more, for the board: one row to read instead of a join. The projection writes both.
  criteria jsonb not null default '[]',
  criteria_text text not null default '',
  inks jsonb not null default '[]',
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  search tsvector generated always as (
    setweight(to_tsvector('english', key || ' ' || title), 'A')
    || setweight(to_tsvector('english', criteria_text), 'B')
    || setweight(to_tsvector('english', narrative), 'C')
  ) stored,
  unique (partnership_id, id),
  unique (partnership_id, number),
  unique (partnership_id, key),
  -- Deferrable: ranks dealt anew in one statement are compared when it ends, not row by row.
  constraint story_rank unique (partnership_id, rank) deferrable,
  foreign key (partnership_id, created_by) references member (partnership_id, id),
  foreign key (partnership_id, state_changed_by) references member (partnership_id, id)
);
create index story_updated on story (partnership_id, updated_at, id);
create index story_search on story using gin (search);

create table criterion (
  id uuid not null,
  partnership_id uuid not null references partnership on delete cascade,
  story_id uuid not null,
  rank text collate "C" not null,
  text text not null,
  created_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  removed_at timestamptz,
  primary key (story_id, id),
  foreign key (partnership_id, story_id) references story (partnership_id, id) on delete cascade
);
create index criterion_story on criterion (story_id, rank) where removed_at is null;

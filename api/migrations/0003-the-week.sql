-- The week: agreement on wording, questions, iterations, commitments, the scope ledger, stand-ups, concerns, promises,
-- profiles, calendars, the working agreement, notifications. Forward-only: what 0001 and 0002 hold stays as it is.

-- What was agreed cannot be altered: neither a person with the database's password nor a mistake of ours can update or delete it.
-- It goes only with its whole partnership, and only the sample can be cleared away.
create function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and not exists (select 1 from partnership where id = old.partnership_id) then
    return old;
  end if;
  raise exception '% is a record of what was agreed: rows are added to it and never changed or removed', tg_table_name
    using errcode = 'integrity_constraint_violation';
end $$;

create function refuse_truncate() returns trigger language plpgsql as $$
begin
  raise exception '% is a record of what was agreed: it cannot be emptied', tg_table_name
    using errcode = 'integrity_constraint_violation';
end $$;

create function keep_partnership() returns trigger language plpgsql as $$
begin
  if old.is_sample then return old; end if;
  raise exception 'both parties own a partnership''s record: it is not deleted'
    using errcode = 'integrity_constraint_violation';
end $$;
create trigger partnership_kept before delete on partnership for each row execute function keep_partnership();

-- A frozen text that both parties sign: a commitment, a version of the working agreement, later the minutes.
-- content is canonical JSON (RFC 8785) of { previous, state }, so that either party can hash it again: `previous` is the hash
-- of the partnership's snapshot before it, which chains them.
create table snapshot (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  -- Its place in the partnership's chain, from 1: clocks differ and go back, the order of what was frozen does not.
  number int not null check (number > 0),
  kind text not null check (kind in ('COMMITMENT', 'AGREEMENT')),
  -- The iteration of a commitment, the working agreement of a version of it.
  subject_id uuid not null,
  revision int not null check (revision > 0),
  content text not null,
  hash text not null check (hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  made_by uuid not null,
  made_at timestamptz not null,
  unique (partnership_id, id),
  unique (partnership_id, number),
  unique (partnership_id, kind, subject_id, revision),
  foreign key (partnership_id, made_by) references member (partnership_id, id)
);

create table signature (
  snapshot_id uuid not null,
  partnership_id uuid not null references partnership on delete cascade,
  party_id uuid not null,
  member_id uuid not null,
  -- What was signed, once more: a signature stands for these bytes and no others.
  hash text not null,
  signed_at timestamptz not null,
  primary key (snapshot_id, party_id),
  foreign key (partnership_id, snapshot_id) references snapshot (partnership_id, id) on delete cascade,
  foreign key (partnership_id, party_id) references party (partnership_id, id),
  foreign key (partnership_id, member_id) references member (partnership_id, id)
);

-- Parties: calendar and profile. -----------------------------------------------------------------------------------------

-- Working time of a party: ISO weekdays 1–7, minutes after midnight in its zone. A party without a row works Monday to Friday,
-- 9:00 to 17:00, in its partnership's zone.
create table working_calendar (
  party_id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  time_zone text not null,
  weekdays smallint[] not null check (cardinality(weekdays) between 1 and 7),
  opens_at smallint not null check (opens_at between 0 and 1439),
  closes_at smallint not null check (closes_at between 1 and 1440 and closes_at > opens_at),
  updated_at timestamptz not null,
  foreign key (partnership_id, party_id) references party (partnership_id, id) on delete cascade
);
create table holiday (
  party_id uuid not null references working_calendar on delete cascade,
  "on" date not null,
  name text not null check (length(name) between 1 and 80),
  primary key (party_id, "on")
);

-- A party's profile and the working agreement are co-written: their words live in documents with these ids, and as text here.
create table party_profile (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  party_id uuid not null unique,
  business text not null default '',
  sector text not null default '',
  pressures text not null default '',
  success text not null default '',
  decisions text not null default '',
  updated_at timestamptz not null,
  foreign key (partnership_id, party_id) references party (partnership_id, id) on delete cascade
);

create table working_agreement (
  id uuid primary key,
  partnership_id uuid not null unique references partnership on delete cascade,
  -- Section → plain words, as projected from the document.
  sections jsonb not null default '{}',
  -- [{ level, days, memberIds }], as it stands now; the signed one is in the snapshot.
  ladder jsonb not null default '[]',
  signed_snapshot_id uuid,
  proposed_snapshot_id uuid,
  updated_at timestamptz not null,
  unique (partnership_id, id),
  foreign key (partnership_id, signed_snapshot_id) references snapshot (partnership_id, id),
  foreign key (partnership_id, proposed_snapshot_id) references snapshot (partnership_id, id)
);

-- Partnerships from before get what a new one starts with: documents whose first update, Tandem's own, is one empty paragraph in
-- each section, so that two who start to write at once write in the same one. A test holds these bytes to the sections there are.
insert into working_agreement (id, partnership_id, updated_at) select gen_random_uuid(), id, created_at from partnership;
insert into party_profile (id, partnership_id, party_id, updated_at)
  select gen_random_uuid(), partnership_id, id, created_at from party;
insert into document (id, partnership_id, kind, seq, created_at)
  select id, partnership_id, 'agreement', 1, updated_at from working_agreement
  union all select id, partnership_id, 'party-profile', 1, updated_at from party_profile;
insert into document_projection (document_id, seq)
  select id, 1 from document where kind in ('agreement', 'party-profile');
insert into document_client (document_id, client_id, issued_at)
  select id, 1, created_at from document where kind in ('agreement', 'party-profile');
insert into document_update (document_id, seq, update, at)
  select d.id, 1, decode(first.update, 'hex'), d.created_at from document d join (values
    ('agreement', '010a010007010b484f575f57455f574f524b03097061726167726170680700010006070117434c49454e545f524553504f4e534942494c49544945530309706172616772617068070001020607011756454e444f525f524553504f4e534942494c49544945530309706172616772617068070001040607010c4558504543544154494f4e5303097061726167726170680700010606070112444546494e4954494f4e5f4f465f444f4e450309706172616772617068070001080600'),
    ('party-profile', '010a0100070108425553494e45535303097061726167726170680700010006070106534543544f52030970617261677261706807000102060701095052455353555245530309706172616772617068070001040607010753554343455353030970617261677261706807000106060701094445434953494f4e530309706172616772617068070001080600')
  ) as first (kind, update) on first.kind = d.kind;

alter table member
  add column strengths text not null default '' check (length(strengths) <= 400),
  add column wants_to_learn text not null default '' check (length(wants_to_learn) <= 400),
  add column working_with_me text not null default '' check (length(working_with_me) <= 1000);

-- Works on site with the other party, both days included.
create table placement (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  member_id uuid not null,
  with_party_id uuid not null,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  created_at timestamptz not null,
  unique (partnership_id, id),
  foreign key (partnership_id, member_id) references member (partnership_id, id),
  foreign key (partnership_id, with_party_id) references party (partnership_id, id)
);

-- Iterations. ------------------------------------------------------------------------------------------------------------

create table iteration (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  -- ISO 8601 week such as 2026-W47; it starts on the partnership's first iteration day of that week.
  iso_week text not null check (iso_week ~ '^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$'),
  number int not null,
  starts_on date not null,
  ends_on date not null,
  -- Midnight at either end in the partnership's zone; ends_at is the first instant after it.
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  capacity smallint check (capacity between 0 and 1000),
  capacity_by uuid,
  budget_amount numeric(12, 2) check (budget_amount >= 0),
  -- POINTS, or MONEY with an ISO 4217 currency.
  budget_unit text check (budget_unit in ('POINTS', 'MONEY')),
  budget_currency text check (budget_currency ~ '^[A-Z]{3}$'),
  budget_by uuid,
  -- What of the budget has been told: 0 nothing, 1 that it comes near, 2 that it is over. A new budget starts at 0.
  budget_told smallint not null default 0 check (budget_told between 0 and 2),
  goals_text text not null default '',
  proposed_snapshot_id uuid,
  -- Set once every party has signed that snapshot, and never again.
  commitment_snapshot_id uuid,
  committed_at timestamptz,
  committed_points int,
  created_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  unique (partnership_id, id),
  unique (partnership_id, iso_week),
  unique (partnership_id, number),
  check ((budget_amount is null) = (budget_unit is null)),
  check ((budget_unit = 'MONEY') = (budget_currency is not null)),
  foreign key (partnership_id, capacity_by) references member (partnership_id, id),
  foreign key (partnership_id, budget_by) references member (partnership_id, id),
  foreign key (partnership_id, created_by) references member (partnership_id, id),
  foreign key (partnership_id, proposed_snapshot_id) references snapshot (partnership_id, id),
  foreign key (partnership_id, commitment_snapshot_id) references snapshot (partnership_id, id)
);

-- A goal's words are co-written in the iteration's document; the row is projected from it.
create table iteration_goal (
  id uuid not null,
  partnership_id uuid not null references partnership on delete cascade,
  iteration_id uuid not null,
  rank text collate "C" not null,
  text text not null,
  created_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  removed_at timestamptz,
  primary key (iteration_id, id),
  foreign key (partnership_id, iteration_id) references iteration (partnership_id, id) on delete cascade
);

-- What each party calls a goal; the latest row of a party counts.
create table goal_outcome (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  iteration_id uuid not null,
  goal_id uuid not null,
  party_id uuid not null,
  member_id uuid not null,
  outcome text not null check (outcome in ('MET', 'PARTLY', 'NOT_MET')),
  note text not null default '' check (length(note) <= 2000),
  at timestamptz not null,
  foreign key (iteration_id, goal_id) references iteration_goal (iteration_id, id) on delete cascade,
  foreign key (partnership_id, party_id) references party (partnership_id, id),
  foreign key (partnership_id, member_id) references member (partnership_id, id)
);
create index goal_outcome_goal on goal_outcome (iteration_id, goal_id, party_id, at);

-- What was spent of a money budget.
create table budget_entry (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  iteration_id uuid not null,
  amount numeric(12, 2) not null check (amount <> 0),
  note text not null check (length(note) between 1 and 400),
  made_by uuid not null,
  at timestamptz not null,
  unique (partnership_id, id),
  foreign key (partnership_id, iteration_id) references iteration (partnership_id, id) on delete cascade,
  foreign key (partnership_id, made_by) references member (partnership_id, id)
);

-- Stories: the iteration they are in, agreement, questions, lineage. -----------------------------------------------------

alter table story
  drop constraint story_state_check,
  add constraint story_state_check check (state in
    ('DRAFT', 'READY', 'COMMITTED', 'IN_PROGRESS', 'DELIVERED', 'ACCEPTED', 'RETURNED', 'DROPPED')),
  -- The iteration it is planned for or committed to now; its earlier ones are in story_iteration.
  add column iteration_id uuid,
  -- How many criteria every party agrees to as they stand, and how many questions are open: with the estimate they make READY.
  add column agreed_count int not null default 0,
  add column open_questions int not null default 0,
  add column split_from_id uuid,
  add foreign key (partnership_id, iteration_id) references iteration (partnership_id, id) on delete set null (iteration_id),
  add foreign key (partnership_id, split_from_id) references story (partnership_id, id) on delete set null (split_from_id);
create index story_split_from on story (partnership_id, split_from_id) where split_from_id is not null;
create index story_iteration_now on story (partnership_id, iteration_id) where iteration_id is not null;

-- A story in an iteration: planned, declined, committed, how it left. One row for each pair, kept: it is the lineage.
create table story_iteration (
  partnership_id uuid not null references partnership on delete cascade,
  story_id uuid not null,
  iteration_id uuid not null,
  state text not null check (state in ('PLANNED', 'DECLINED', 'COMMITTED', 'ADDED', 'REMOVED', 'UNPLANNED')),
  -- Points when it was committed or added, then as the scope ledger changed them; null before.
  points smallint,
  declined_by_party uuid,
  reason text check (length(reason) <= 2000),
  changed_by uuid,
  changed_at timestamptz not null,
  rank text collate "C" not null,
  primary key (partnership_id, iteration_id, story_id),
  foreign key (partnership_id, story_id) references story (partnership_id, id) on delete cascade,
  foreign key (partnership_id, iteration_id) references iteration (partnership_id, id) on delete cascade,
  foreign key (partnership_id, declined_by_party) references party (partnership_id, id),
  foreign key (partnership_id, changed_by) references member (partnership_id, id)
);
create index story_iteration_story on story_iteration (partnership_id, story_id);

-- Every state a story came into, for burn-up and cycle times.
create table story_transition (
  partnership_id uuid not null references partnership on delete cascade,
  story_id uuid not null,
  number int not null,
  from_state text,
  to_state text not null,
  iteration_id uuid,
  points smallint,
  by uuid,
  at timestamptz not null,
  primary key (partnership_id, story_id, number),
  foreign key (partnership_id, story_id) references story (partnership_id, id) on delete cascade
);
create index story_transition_at on story_transition (partnership_id, at);
insert into story_transition (partnership_id, story_id, number, from_state, to_state, points, by, at)
  select partnership_id, id, 1, null, 'DRAFT', null, created_by, created_at from story
  union all
  select partnership_id, id, 2, 'DRAFT', state, estimate, state_changed_by, state_changed_at from story where state <> 'DRAFT';

-- Scope changes after a commitment: who asked, and why.
create table scope_change (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  iteration_id uuid not null,
  story_id uuid not null,
  kind text not null check (kind in ('ADD', 'REMOVE', 'SPLIT', 'REESTIMATE')),
  asked_by uuid not null,
  made_by uuid not null,
  reason text not null check (length(reason) between 1 and 2000),
  points_before smallint,
  points_after smallint,
  -- The story that a split made.
  new_story_id uuid,
  at timestamptz not null,
  unique (partnership_id, id),
  foreign key (partnership_id, iteration_id) references iteration (partnership_id, id) on delete cascade,
  foreign key (partnership_id, story_id) references story (partnership_id, id) on delete cascade,
  foreign key (partnership_id, asked_by) references member (partnership_id, id),
  foreign key (partnership_id, made_by) references member (partnership_id, id)
);
create index scope_change_iteration on scope_change (partnership_id, iteration_id, at);

-- A criterion's wording over time. The newest version is open while one author types; a pause, an agreement or another author closes it.
alter table criterion add column version int not null default 1;
create table criterion_version (
  partnership_id uuid not null references partnership on delete cascade,
  story_id uuid not null,
  criterion_id uuid not null,
  version int not null check (version > 0),
  text text not null,
  -- Who wrote last in it; null for what Tandem wrote.
  author_id uuid,
  began_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (story_id, criterion_id, version),
  foreign key (story_id, criterion_id) references criterion (story_id, id) on delete cascade
);
insert into criterion_version (partnership_id, story_id, criterion_id, version, text, author_id, began_at, changed_at)
  select partnership_id, story_id, id, 1, text, created_by, created_at, updated_at from criterion;

create table criterion_agreement (
  partnership_id uuid not null references partnership on delete cascade,
  story_id uuid not null,
  criterion_id uuid not null,
  version int not null,
  party_id uuid not null,
  member_id uuid not null,
  agreed_at timestamptz not null,
  -- Set when its party takes it back; a later version drops it without a mark.
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  primary key (story_id, criterion_id, version, party_id, agreed_at),
  foreign key (story_id, criterion_id, version) references criterion_version (story_id, criterion_id, version) on delete cascade,
  foreign key (partnership_id, party_id) references party (partnership_id, id),
  foreign key (partnership_id, member_id) references member (partnership_id, id),
  foreign key (partnership_id, withdrawn_by) references member (partnership_id, id)
);

create table question (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  story_id uuid not null,
  text text not null check (length(text) between 1 and 2000),
  asked_by uuid not null,
  to_party_id uuid not null,
  asked_at timestamptz not null,
  due_on date not null,
  -- The end of that day in the asked party's zone.
  due_at timestamptz not null,
  state text not null check (state in ('OPEN', 'ANSWERED', 'WITHDRAWN')),
  answer text check (length(answer) between 1 and 4000),
  answered_by uuid,
  answered_at timestamptz,
  withdrawn_at timestamptz,
  unique (partnership_id, id),
  check ((state = 'ANSWERED') = (answered_at is not null)),
  foreign key (partnership_id, story_id) references story (partnership_id, id) on delete cascade,
  foreign key (partnership_id, asked_by) references member (partnership_id, id),
  foreign key (partnership_id, to_party_id) references party (partnership_id, id),
  foreign key (partnership_id, answered_by) references member (partnership_id, id)
);
create index question_story on question (partnership_id, story_id);
create index question_open on question (partnership_id, to_party_id, due_at) where state = 'OPEN';

-- Nobody has agreed to anything yet, so nothing that was moved to READY by hand is.
update story set criteria = (
  select coalesce(jsonb_agg(c || '{"version": 1, "agreed": false, "agreements": [], "dropped": []}' order by place), '[]')
  from jsonb_array_elements(criteria) with ordinality as e (c, place));
insert into story_transition (partnership_id, story_id, number, from_state, to_state, points, by, at)
  select partnership_id, id, 3, 'READY', 'DRAFT', estimate, null, now() from story where state = 'READY';
update story set state = 'DRAFT', state_reason = null, state_changed_by = null, state_changed_at = now(),
  updated_at = now(), version = version + 1 where state = 'READY';

-- Every day: stand-up, concerns, promises. -------------------------------------------------------------------------------

create table standup_entry (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  member_id uuid not null,
  -- The member's own day, in the zone they were in when they posted; they edit it until closes_at, when that day ends.
  "on" date not null,
  time_zone text not null,
  closes_at timestamptz not null,
  done text not null default '' check (length(done) <= 4000),
  next text not null default '' check (length(next) <= 4000),
  concern text not null default '' check (length(concern) <= 2000),
  posted_at timestamptz not null,
  updated_at timestamptz not null,
  unique (partnership_id, id),
  unique (partnership_id, "on", member_id),
  foreign key (partnership_id, member_id) references member (partnership_id, id)
);

create table concern (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  number int not null,
  title text not null check (length(title) between 1 and 200),
  detail text not null default '' check (length(detail) <= 4000),
  raised_by uuid not null,
  owner_party_id uuid not null,
  story_id uuid,
  standup_entry_id uuid,
  recurrence_of_id uuid,
  state text not null check (state in ('OPEN', 'ANSWERED', 'RESOLVED', 'CLOSED')),
  -- 0 with whoever owns it, 1 and up on the ladder. The clock runs until due_at; null while it stands.
  level smallint not null default 0,
  clock_started_at timestamptz,
  due_at timestamptz,
  -- The ladder it climbs, frozen when it was raised: [{ level, days, memberIds }].
  ladder jsonb not null,
  resolution text check (length(resolution) <= 4000),
  prevention text check (length(prevention) <= 4000),
  resolved_by uuid,
  resolved_at timestamptz,
  closed_by uuid,
  closed_at timestamptz,
  raised_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  unique (partnership_id, id),
  unique (partnership_id, number),
  foreign key (partnership_id, raised_by) references member (partnership_id, id),
  foreign key (partnership_id, owner_party_id) references party (partnership_id, id),
  foreign key (partnership_id, story_id) references story (partnership_id, id) on delete set null (story_id),
  foreign key (partnership_id, standup_entry_id) references standup_entry (partnership_id, id) on delete set null (standup_entry_id),
  foreign key (partnership_id, recurrence_of_id) references concern (partnership_id, id) on delete set null (recurrence_of_id),
  foreign key (partnership_id, resolved_by) references member (partnership_id, id),
  foreign key (partnership_id, closed_by) references member (partnership_id, id)
);
create index concern_due on concern (due_at) where due_at is not null;
create index concern_open on concern (partnership_id, state);

-- What happened to a concern: raised, answered, escalated, resolved, reopened, closed. The unique level is what makes an
-- escalation happen exactly once, however many nodes find it due.
create table concern_event (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  concern_id uuid not null,
  kind text not null check (kind in ('RAISED', 'ANSWERED', 'ESCALATED', 'RESOLVED', 'REOPENED', 'CLOSED')),
  level smallint,
  text text not null default '' check (length(text) <= 4000),
  -- Of a resolution: what keeps it from coming back.
  prevention text check (length(prevention) <= 4000),
  -- Null for what the clock did.
  member_id uuid,
  at timestamptz not null,
  foreign key (partnership_id, concern_id) references concern (partnership_id, id) on delete cascade,
  foreign key (partnership_id, member_id) references member (partnership_id, id)
);
create unique index concern_escalated_once on concern_event (concern_id, level) where kind = 'ESCALATED';
create index concern_event_concern on concern_event (concern_id, at);

create table promise (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  number int not null,
  text text not null check (length(text) between 1 and 1000),
  owner_party_id uuid not null,
  owner_id uuid,
  to_party_id uuid not null,
  due_on date not null,
  -- The end of that day in the owner party's zone.
  due_at timestamptz not null,
  -- The morning of that day, when its owners are reminded; null once they have been, or when there is no need.
  remind_at timestamptz,
  -- ASKED waits for the owner's word; DONE is what the owner says and the other side has not confirmed.
  state text not null check (state in ('ASKED', 'OPEN', 'DONE', 'KEPT', 'RENEGOTIATED', 'MISSED', 'DECLINED')),
  state_reason text check (length(state_reason) <= 2000),
  state_changed_at timestamptz not null,
  state_changed_by uuid,
  story_id uuid,
  concern_id uuid,
  -- The promise that took its place when it was renegotiated.
  renegotiated_from_id uuid,
  proposed_due_on date,
  proposed_reason text check (length(proposed_reason) <= 2000),
  proposed_by uuid,
  proposed_at timestamptz,
  made_by uuid not null,
  made_at timestamptz not null,
  -- When its owner last said that it is kept; null while nobody does.
  done_at timestamptz,
  updated_at timestamptz not null,
  version int not null default 1,
  unique (partnership_id, id),
  unique (partnership_id, number),
  check (owner_party_id <> to_party_id),
  check ((proposed_due_on is null) = (proposed_at is null)),
  foreign key (partnership_id, owner_party_id) references party (partnership_id, id),
  foreign key (partnership_id, to_party_id) references party (partnership_id, id),
  foreign key (partnership_id, owner_id) references member (partnership_id, id),
  foreign key (partnership_id, made_by) references member (partnership_id, id),
  foreign key (partnership_id, state_changed_by) references member (partnership_id, id),
  foreign key (partnership_id, proposed_by) references member (partnership_id, id),
  foreign key (partnership_id, story_id) references story (partnership_id, id) on delete set null (story_id),
  foreign key (partnership_id, concern_id) references concern (partnership_id, id) on delete set null (concern_id),
  foreign key (partnership_id, renegotiated_from_id) references promise (partnership_id, id) on delete set null (renegotiated_from_id)
);
create index promise_due on promise (due_at) where state = 'OPEN';
create index promise_remind on promise (remind_at) where remind_at is not null;
create unique index promise_successor on promise (partnership_id, renegotiated_from_id) where renegotiated_from_id is not null;
create index promise_of_party on promise (partnership_id, owner_party_id, state);

-- Notifications. ---------------------------------------------------------------------------------------------------------

create table notification (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  member_id uuid not null,
  kind text not null,
  text text not null check (length(text) between 1 and 400),
  node_type text not null,
  node_id uuid not null,
  -- Where in the workspace it leads, after /p/<slug>, such as /stories/MT-101.
  path text not null,
  actor_id uuid,
  at timestamptz not null,
  read_at timestamptz,
  -- How it goes by e-mail, decided by the member's settings when it was made.
  email text not null check (email in ('OFF', 'NOW', 'DIGEST')),
  emailed_at timestamptz,
  -- How often it was tried, and not before when it is tried again: claimed by whoever sends it until then.
  email_attempts smallint not null default 0,
  email_after timestamptz,
  unique (partnership_id, id),
  foreign key (partnership_id, member_id) references member (partnership_id, id),
  foreign key (partnership_id, actor_id) references member (partnership_id, id)
);
create index notification_member on notification (partnership_id, member_id, at desc, id);
create index notification_unread on notification (partnership_id, member_id) where read_at is null;
create index notification_unsent on notification (at) where emailed_at is null and email <> 'OFF';

create table notification_setting (
  member_id uuid not null,
  partnership_id uuid not null references partnership on delete cascade,
  kind text not null,
  in_page boolean not null,
  email text not null check (email in ('OFF', 'NOW', 'DIGEST')),
  primary key (member_id, kind),
  foreign key (partnership_id, member_id) references member (partnership_id, id)
);

-- The records that are only added to. ------------------------------------------------------------------------------------

do $$
declare record_table text;
begin
  foreach record_table in array array['snapshot', 'signature', 'scope_change', 'concern_event', 'goal_outcome', 'change_event'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()',
      record_table || '_kept', record_table);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_truncate()',
      record_table || '_not_emptied', record_table);
  end loop;
end $$;

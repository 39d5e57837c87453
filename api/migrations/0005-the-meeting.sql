-- The weekly meeting: slot, agenda and stages, demo outcomes and verdicts, what is recorded in it, minutes. Forward-only: what
-- 0001 to 0004 hold stays as it is.

-- Minutes are a third thing that both parties sign.
alter table snapshot drop constraint snapshot_kind_check,
  add constraint snapshot_kind_check check (kind in ('COMMITMENT', 'AGREEMENT', 'MINUTES'));

-- When the partnership meets. Minutes after midnight in the partnership's zone; a partnership without a row has no slot.
create table meeting_slot (
  partnership_id uuid primary key references partnership on delete cascade,
  weekday smallint not null check (weekday between 1 and 7),
  starts_at smallint not null check (starts_at between 0 and 1439),
  duration smallint not null check (duration between 15 and 240),
  -- Every week, or every so many weeks counted from first_iso_week.
  every_weeks smallint not null default 1 check (every_weeks between 1 and 4),
  first_iso_week text not null check (first_iso_week ~ '^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$'),
  -- How many people of each party must be there, or have given their verdict, for what is decided to count at once.
  quorum smallint not null default 1 check (quorum between 1 and 20),
  -- How long after the meeting's start absent people may still give a verdict.
  verdict_hours smallint not null default 24 check (verdict_hours between 0 and 336),
  pulse_question text not null check (length(pulse_question) between 1 and 200),
  updated_by uuid not null,
  updated_at timestamptz not null,
  foreign key (partnership_id, updated_by) references member (partnership_id, id)
);

create table meeting (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  number int not null check (number > 0),
  -- The week it looks back on; the iteration of that name, if there is one.
  iso_week text not null check (iso_week ~ '^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$'),
  state text not null check (state in ('SCHEDULED', 'OPEN', 'CLOSED', 'CANCELLED')),
  starts_at timestamptz not null,
  -- Whether somebody chose that time; where nobody did, it follows the slot.
  moved boolean not null default false,
  duration smallint not null check (duration between 15 and 240),
  quorum smallint not null check (quorum between 1 and 20),
  -- Until when absent people give their verdicts; what lacks a quorum is provisional until then.
  verdicts_due_at timestamptz not null,
  -- Null before the meeting begins, and once what was provisional then is settled.
  settle_at timestamptz,
  pulse_question text not null check (length(pulse_question) between 1 and 200),
  pulse_revealed_at timestamptz,
  facilitating_party_id uuid not null,
  facilitator_id uuid,
  current_stage_id uuid,
  stage_entered_at timestamptz,
  started_at timestamptz,
  closed_at timestamptz,
  cancel_reason text check (length(cancel_reason) between 1 and 400),
  minutes_snapshot_id uuid,
  -- When the parties that have neither ratified nor objected are reminded next; null when there is nothing to remind of.
  remind_at timestamptz,
  created_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  unique (partnership_id, id),
  unique (partnership_id, number),
  check ((state in ('OPEN', 'CLOSED')) = (started_at is not null)),
  check ((state = 'CLOSED') = (closed_at is not null)),
  -- An open meeting is always at exactly one stage, and no other meeting is.
  check ((state = 'OPEN') = (current_stage_id is not null)),
  check ((current_stage_id is null) = (stage_entered_at is null)),
  check ((state = 'CLOSED') = (minutes_snapshot_id is not null)),
  foreign key (partnership_id, facilitating_party_id) references party (partnership_id, id),
  foreign key (partnership_id, facilitator_id) references member (partnership_id, id),
  foreign key (partnership_id, minutes_snapshot_id) references snapshot (partnership_id, id),
  foreign key (partnership_id, created_by) references member (partnership_id, id)
);
-- One meeting for a week, but for those that were cancelled.
create unique index meeting_of_week on meeting (partnership_id, iso_week) where state <> 'CANCELLED';
-- One at a time.
create unique index meeting_open on meeting (partnership_id) where state = 'OPEN';
create index meeting_starts on meeting (partnership_id, starts_at, id);
create index meeting_settle on meeting (settle_at) where settle_at is not null;
create index meeting_remind on meeting (remind_at) where remind_at is not null;

create table meeting_stage (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  meeting_id uuid not null,
  kind text not null check (kind in ('CHECK_IN', 'PROMISES', 'GOALS', 'DEMO', 'CONCERNS', 'NEXT', 'PULSE', 'TOPIC', 'CLOSE')),
  rank text collate "C" not null,
  minutes smallint not null check (minutes between 1 and 120),
  -- Of a topic: what it is about. Of a demo: the story.
  title text check (length(title) between 1 and 200),
  story_id uuid,
  -- Null for what the record put on the agenda.
  added_by uuid,
  added_at timestamptz not null,
  -- The topic of an earlier meeting that was parked there.
  parked_from_id uuid,
  parked_at timestamptz,
  removed_at timestamptz,
  -- How long it was current so far, without the time since meeting.stage_entered_at.
  spent_ms int not null default 0 check (spent_ms >= 0),
  first_entered_at timestamptz,
  unique (partnership_id, id),
  check ((kind = 'TOPIC') = (title is not null)),
  check ((kind = 'DEMO') = (story_id is not null)),
  foreign key (partnership_id, meeting_id) references meeting (partnership_id, id) on delete cascade,
  foreign key (partnership_id, story_id) references story (partnership_id, id) on delete cascade,
  foreign key (partnership_id, added_by) references member (partnership_id, id),
  foreign key (partnership_id, parked_from_id) references meeting_stage (partnership_id, id) on delete set null (parked_from_id)
);
create index meeting_stage_meeting on meeting_stage (meeting_id, rank);
create unique index meeting_stage_story on meeting_stage (meeting_id, story_id) where story_id is not null and removed_at is null;
create unique index meeting_stage_unparked on meeting_stage (parked_from_id) where parked_from_id is not null;
alter table meeting add foreign key (partnership_id, current_stage_id) references meeting_stage (partnership_id, id);

-- Who was there, and who only gave a verdict from afar.
create table meeting_attendance (
  partnership_id uuid not null references partnership on delete cascade,
  meeting_id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('PRESENT', 'ASYNCHRONOUS')),
  at timestamptz not null,
  primary key (meeting_id, member_id),
  foreign key (partnership_id, meeting_id) references meeting (partnership_id, id) on delete cascade,
  foreign key (partnership_id, member_id) references member (partnership_id, id)
);

-- “Ready”, or “need more time”, about the current stage.
create table meeting_signal (
  partnership_id uuid not null references partnership on delete cascade,
  meeting_id uuid not null,
  stage_id uuid not null,
  member_id uuid not null,
  signal text not null check (signal in ('READY', 'MORE_TIME')),
  at timestamptz not null,
  primary key (stage_id, member_id),
  foreign key (partnership_id, meeting_id) references meeting (partnership_id, id) on delete cascade,
  foreign key (partnership_id, stage_id) references meeting_stage (partnership_id, id) on delete cascade,
  foreign key (partnership_id, member_id) references member (partnership_id, id)
);

-- What happened to the meeting itself, for its minutes.
create table meeting_event (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  meeting_id uuid not null,
  kind text not null check (kind in
    ('STARTED', 'MOVED', 'HANDED_OVER', 'TAKEN_OVER', 'STAGE_ADDED', 'STAGE_REMOVED', 'STAGE_PARKED', 'EXTENDED', 'PULSE_REVEALED', 'CLOSED')),
  stage_id uuid,
  -- Who did it.
  member_id uuid not null,
  -- To whom facilitation went.
  to_member_id uuid,
  at timestamptz not null,
  foreign key (partnership_id, meeting_id) references meeting (partnership_id, id) on delete cascade,
  foreign key (partnership_id, stage_id) references meeting_stage (partnership_id, id),
  foreign key (partnership_id, member_id) references member (partnership_id, id),
  foreign key (partnership_id, to_member_id) references member (partnership_id, id)
);
create index meeting_event_meeting on meeting_event (meeting_id, at);

-- Demo. ------------------------------------------------------------------------------------------------------------------

-- What the verdicts on a story come to, for lists and the board; null before its demo, and once it is built on.
alter table story
  add column outcome text check (outcome in ('PENDING', 'ACCEPTED', 'RETURNED', 'DISPUTED')),
  add column outcome_provisional boolean not null default false;

-- The words about a story's demo are co-written in the meeting's document; the row is projected from it.
create table demo_words (
  partnership_id uuid not null references partnership on delete cascade,
  meeting_id uuid not null,
  story_id uuid not null,
  text text not null,
  updated_at timestamptz not null,
  primary key (meeting_id, story_id),
  foreign key (partnership_id, meeting_id) references meeting (partnership_id, id) on delete cascade,
  foreign key (partnership_id, story_id) references story (partnership_id, id) on delete cascade
);

-- A party's verdict on a criterion as it was committed to; a later row of the party takes the earlier one's place.
create table verdict (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  meeting_id uuid not null,
  story_id uuid not null,
  criterion_id uuid not null,
  -- The version of the criterion's wording that it is given on.
  version int not null check (version > 0),
  party_id uuid not null,
  member_id uuid not null,
  verdict text not null check (verdict in ('MET', 'MET_WITH_CONDITION', 'NOT_MET', 'NOT_SHOWN')),
  note text not null default '' check (length(note) <= 2000),
  -- Of a condition: the promise that meets it.
  promise_id uuid,
  -- Given by somebody who was not there.
  asynchronous boolean not null default false,
  at timestamptz not null,
  unique (partnership_id, id),
  check ((verdict = 'MET_WITH_CONDITION') = (promise_id is not null)),
  check (verdict <> 'NOT_MET' or note ~ '\S'),
  foreign key (partnership_id, meeting_id) references meeting (partnership_id, id) on delete cascade,
  foreign key (partnership_id, story_id) references story (partnership_id, id) on delete cascade,
  foreign key (story_id, criterion_id) references criterion (story_id, id) on delete cascade,
  foreign key (partnership_id, party_id) references party (partnership_id, id),
  foreign key (partnership_id, member_id) references member (partnership_id, id),
  foreign key (partnership_id, promise_id) references promise (partnership_id, id)
);
create index verdict_story on verdict (meeting_id, story_id, at);
create index verdict_promise on verdict (promise_id) where promise_id is not null;

-- A disagreement that was taken to the sponsors: they rule, one for each party, and it ends when all rule alike.
create table dispute (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  meeting_id uuid not null,
  story_id uuid not null,
  escalated_by uuid not null,
  reason text not null check (length(reason) between 1 and 2000),
  at timestamptz not null,
  unique (partnership_id, id),
  unique (meeting_id, story_id),
  foreign key (partnership_id, meeting_id) references meeting (partnership_id, id) on delete cascade,
  foreign key (partnership_id, story_id) references story (partnership_id, id) on delete cascade,
  foreign key (partnership_id, escalated_by) references member (partnership_id, id)
);
-- The latest row of a party counts.
create table dispute_ruling (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  dispute_id uuid not null,
  party_id uuid not null,
  member_id uuid not null,
  ruling text not null check (ruling in ('ACCEPT', 'RETURN')),
  note text not null check (length(note) between 1 and 2000),
  at timestamptz not null,
  foreign key (partnership_id, dispute_id) references dispute (partnership_id, id) on delete cascade,
  foreign key (partnership_id, party_id) references party (partnership_id, id),
  foreign key (partnership_id, member_id) references member (partnership_id, id)
);
create index dispute_ruling_dispute on dispute_ruling (dispute_id, at);

-- A file that somebody uploaded. Its type is what its bytes are, not what its sender says.
create table stored_file (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  media_type text not null check (media_type in ('image/png', 'image/jpeg', 'image/webp', 'image/gif')),
  content bytea not null check (length(content) between 1 and 5242880),
  uploaded_by uuid not null,
  uploaded_at timestamptz not null,
  unique (partnership_id, id),
  foreign key (partnership_id, uploaded_by) references member (partnership_id, id)
);

create table demo_evidence (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  meeting_id uuid not null,
  story_id uuid not null,
  kind text not null check (kind in ('LINK', 'RECORDING', 'SCREENSHOT')),
  -- Of a link or recording: http or https. Of a screenshot: its file.
  url text check (length(url) between 1 and 2000),
  file_id uuid,
  title text not null check (length(title) between 1 and 200),
  added_by uuid not null,
  added_at timestamptz not null,
  removed_at timestamptz,
  unique (partnership_id, id),
  check ((kind = 'SCREENSHOT') = (file_id is not null)),
  check ((kind = 'SCREENSHOT') = (url is null)),
  foreign key (partnership_id, meeting_id) references meeting (partnership_id, id) on delete cascade,
  foreign key (partnership_id, story_id) references story (partnership_id, id) on delete cascade,
  foreign key (partnership_id, file_id) references stored_file (partnership_id, id),
  foreign key (partnership_id, added_by) references member (partnership_id, id)
);
create index demo_evidence_story on demo_evidence (meeting_id, story_id, added_at);

-- What is recorded where it falls. -----------------------------------------------------------------------------------------

create table decision (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  meeting_id uuid not null,
  stage_id uuid not null,
  text text not null check (length(text) between 1 and 2000),
  made_by uuid not null,
  at timestamptz not null,
  -- Taken back before the meeting closed; it stays in the record, struck through.
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  unique (partnership_id, id),
  check ((withdrawn_by is null) = (withdrawn_at is null)),
  foreign key (partnership_id, meeting_id) references meeting (partnership_id, id) on delete cascade,
  foreign key (partnership_id, stage_id) references meeting_stage (partnership_id, id),
  foreign key (partnership_id, made_by) references member (partnership_id, id),
  foreign key (partnership_id, withdrawn_by) references member (partnership_id, id)
);
create index decision_meeting on decision (meeting_id, at);

-- An action is a promise that was made in a meeting.
create table meeting_action (
  partnership_id uuid not null references partnership on delete cascade,
  meeting_id uuid not null,
  stage_id uuid not null,
  promise_id uuid not null,
  at timestamptz not null,
  primary key (meeting_id, promise_id),
  foreign key (partnership_id, meeting_id) references meeting (partnership_id, id) on delete cascade,
  foreign key (partnership_id, stage_id) references meeting_stage (partnership_id, id),
  foreign key (partnership_id, promise_id) references promise (partnership_id, id)
);
create index meeting_action_promise on meeting_action (promise_id);

-- Thanks, to a person or for a story.
create table celebration (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  meeting_id uuid not null,
  story_id uuid,
  to_member_id uuid,
  text text not null check (length(text) between 1 and 400),
  given_by uuid not null,
  at timestamptz not null,
  unique (partnership_id, id),
  check (story_id is not null or to_member_id is not null),
  foreign key (partnership_id, meeting_id) references meeting (partnership_id, id) on delete cascade,
  foreign key (partnership_id, story_id) references story (partnership_id, id) on delete cascade,
  foreign key (partnership_id, to_member_id) references member (partnership_id, id),
  foreign key (partnership_id, given_by) references member (partnership_id, id)
);
create index celebration_meeting on celebration (meeting_id, at);

-- 1 (badly) to 5 (very well). Sealed until it is revealed: nobody reads another's, ever.
create table pulse_answer (
  partnership_id uuid not null references partnership on delete cascade,
  meeting_id uuid not null,
  member_id uuid not null,
  score smallint not null check (score between 1 and 5),
  at timestamptz not null,
  primary key (meeting_id, member_id),
  foreign key (partnership_id, meeting_id) references meeting (partnership_id, id) on delete cascade,
  foreign key (partnership_id, member_id) references member (partnership_id, id)
);

-- What became of a story that was not accepted; the latest row counts.
create table carry_over (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  meeting_id uuid not null,
  story_id uuid not null,
  choice text not null check (choice in ('CARRY', 'SPLIT', 'DROP')),
  reason text not null check (length(reason) between 1 and 2000),
  -- Where it stood before, and the week that takes it on.
  from_state text not null,
  to_iteration_id uuid,
  new_story_id uuid,
  -- Of a split: what went to the new story, by the ids it had in the old one.
  criterion_ids uuid[] not null default '{}',
  made_by uuid not null,
  at timestamptz not null,
  unique (partnership_id, id),
  check ((choice = 'SPLIT') = (new_story_id is not null)),
  check ((choice = 'DROP') = (to_iteration_id is null)),
  foreign key (partnership_id, meeting_id) references meeting (partnership_id, id) on delete cascade,
  foreign key (partnership_id, story_id) references story (partnership_id, id) on delete cascade,
  foreign key (partnership_id, new_story_id) references story (partnership_id, id) on delete cascade,
  foreign key (partnership_id, to_iteration_id) references iteration (partnership_id, id),
  foreign key (partnership_id, made_by) references member (partnership_id, id)
);
create index carry_over_meeting on carry_over (meeting_id, at);
create index carry_over_story on carry_over (story_id, at);

-- Minutes. -----------------------------------------------------------------------------------------------------------------

create table minutes_objection (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  meeting_id uuid not null,
  snapshot_id uuid not null,
  party_id uuid not null,
  member_id uuid not null,
  text text not null check (length(text) between 1 and 4000),
  -- What was objected to, once more.
  hash text not null,
  at timestamptz not null,
  foreign key (partnership_id, meeting_id) references meeting (partnership_id, id) on delete cascade,
  foreign key (partnership_id, snapshot_id) references snapshot (partnership_id, id) on delete cascade,
  foreign key (partnership_id, party_id) references party (partnership_id, id),
  foreign key (partnership_id, member_id) references member (partnership_id, id)
);
create index minutes_objection_meeting on minutes_objection (meeting_id, at);

-- What changed after the minutes were closed. Null for what Tandem added by itself, such as verdicts given until the deadline.
create table minutes_amendment (
  id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  meeting_id uuid not null,
  number int not null check (number > 0),
  text text not null check (length(text) between 1 and 4000),
  member_id uuid,
  at timestamptz not null,
  unique (meeting_id, number),
  foreign key (partnership_id, meeting_id) references meeting (partnership_id, id) on delete cascade,
  foreign key (partnership_id, member_id) references member (partnership_id, id)
);

-- Whoever has the link reads the meetings' times, as calendar programs do: they cannot sign in.
create table calendar_feed (
  member_id uuid primary key,
  partnership_id uuid not null references partnership on delete cascade,
  token_hash bytea not null unique,
  made_at timestamptz not null,
  foreign key (partnership_id, member_id) references member (partnership_id, id) on delete cascade
);

do $$
declare record_table text;
begin
  foreach record_table in array array['meeting_event', 'verdict', 'dispute', 'dispute_ruling', 'meeting_action', 'celebration',
    'carry_over', 'minutes_objection', 'minutes_amendment'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()',
      record_table || '_kept', record_table);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_truncate()',
      record_table || '_not_emptied', record_table);
  end loop;
end $$;

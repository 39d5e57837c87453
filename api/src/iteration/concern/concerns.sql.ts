import type { ConcernId, MemberId, PartnershipId, PartyId, StandupEntryId, StoryId } from '@tandem/schema/ids';
import type { ConcernState } from '@tandem/schema/iteration/concern';
import type { LadderLevel } from '../../partnership/agreement/ladder.ts';
import { type Statement, statement } from '../../platform/db/sql.ts';
import type { ConcernEventKind } from './concern-enums.ts';

/** A concern as PostgreSQL hands it over. */
export interface StoredConcern {
  __typename: 'Concern';
  id: ConcernId;
  partnershipId: PartnershipId;
  number: number;
  key: string;
  title: string;
  detail: string;
  state: ConcernState;
  raisedById: MemberId;
  raisedAt: Date;
  ownerPartyId: PartyId;
  storyId: StoryId | null;
  standupEntryId: StandupEntryId | null;
  recurrenceOfId: ConcernId | null;
  level: number;
  ladder: LadderLevel[];
  levelCount: number;
  clockStartedAt: Date | null;
  dueAt: Date | null;
  resolution: string | null;
  prevention: string | null;
  resolvedById: MemberId | null;
  resolvedAt: Date | null;
  closedById: MemberId | null;
  closedAt: Date | null;
  updatedAt: Date;
  version: number;
}

const COLUMNS = `'Concern' as "__typename", c.id, c.partnership_id as "partnershipId", c.number, 'C-' || c.number as key, c.title,
  c.detail, c.state, c.raised_by as "raisedById", c.raised_at as "raisedAt", c.owner_party_id as "ownerPartyId",
  c.story_id as "storyId", c.standup_entry_id as "standupEntryId", c.recurrence_of_id as "recurrenceOfId", c.level, c.ladder,
  jsonb_array_length(c.ladder) as "levelCount", c.clock_started_at as "clockStartedAt", c.due_at as "dueAt", c.resolution,
  c.prevention, c.resolved_by as "resolvedById", c.resolved_at as "resolvedAt", c.closed_by as "closedById",
  c.closed_at as "closedAt", c.updated_at as "updatedAt", c.version`;

export const concernsWhere = <Params extends readonly unknown[]>(
  name: string,
  rest: string,
): Statement<StoredConcern, Params> => statement(`concerns_${name}`, `select ${COLUMNS} from concern c ${rest}`);

const IN_PARTNERSHIP = (person: string): string =>
  `join member v on v.partnership_id = c.partnership_id and v.person_id = ${person} and v.left_at is null`;

/** Concerns by id, of the partnerships that the person belongs to now. */
export const CONCERNS_SEEN = concernsWhere<[readonly string[], string]>(
  'seen',
  `${IN_PARTNERSHIP('$2')} where c.id = any($1)`,
);

/** A concern by its number, where the person belongs to the partnership now. */
export const CONCERN_BY_NUMBER = concernsWhere<[string, number, string]>(
  'by_number',
  `join partnership p on p.id = c.partnership_id ${IN_PARTNERSHIP('$3')} where p.slug = $1 and c.number = $2`,
);

export const RECURRENCES_OF = concernsWhere<[PartnershipId, ConcernId]>(
  'recurrences',
  'where c.partnership_id = $1 and c.recurrence_of_id = $2 order by c.number',
);

/** Where a concern belongs, when the person belongs there too. */
export const CONCERN_PLACE = statement<{ partnershipId: PartnershipId }, [string, string]>(
  'concern_place',
  `select c.partnership_id as "partnershipId" from concern c ${IN_PARTNERSHIP('$2')} where c.id = $1`,
);

export interface StoredEvent {
  id: string;
  kind: ConcernEventKind;
  level: number;
  text: string;
  prevention: string | null;
  memberId: MemberId | null;
  at: Date;
}

/** Ids ascend with time, so they put in order what happened in one moment. */
export const EVENTS_OF = statement<StoredEvent, [PartnershipId, ConcernId]>(
  'concern_events',
  `select id, kind, level, text, prevention, member_id as "memberId", at from concern_event
   where partnership_id = $1 and concern_id = $2 order by at, id`,
);

import type { IterationId, MemberId, PartnershipId, StoryId } from '@tandem/schema/ids';
import type { DemoOutcome } from '@tandem/schema/meeting/outcome';
import type { StoryState } from '@tandem/schema/story/rules';
import { statement } from '../platform/db/sql.ts';
import type { CriterionOnStory } from './criteria.sql.ts';

/** A story as PostgreSQL hands it over; the heavy columns are there when they were asked for. */
export interface StoredStory {
  __typename: 'Story';
  id: StoryId;
  partnershipId: PartnershipId;
  number: number;
  key: string;
  title: string;
  state: StoryState;
  stateReason: string | null;
  stateChangedAt: Date;
  stateChangedById: MemberId | null;
  outcome: DemoOutcome | null;
  outcomeProvisional: boolean;
  rank: string;
  estimate: number | null;
  /** As array literals: splitting them here is cheaper than the driver's general parser. */
  ownerIds: string;
  labelIds: string;
  criteriaCount: number;
  agreedCount: number;
  openQuestions: number;
  iterationId: IterationId | null;
  isoWeek: string | null;
  splitFromId: StoryId | null;
  createdById: MemberId;
  createdAt: Date;
  updatedAt: Date;
  version: number;
  narrative?: string;
  criterionList?: CriterionOnStory[];
  inkList?: { partyId: string; characters: number }[];
}

/** The columns that cost: read only when the selection names them. */
export interface Heavy {
  narrative: boolean;
  criteria: boolean;
  inks: boolean;
}

const CARD = `'Story' as "__typename", s.id, s.partnership_id as "partnershipId", s.number, s.key, s.title, s.state,
  s.state_reason as "stateReason", s.state_changed_at as "stateChangedAt", s.state_changed_by as "stateChangedById",
  s.outcome, s.outcome_provisional as "outcomeProvisional",
  s.rank, s.estimate, s.owner_ids::text as "ownerIds", s.label_ids::text as "labelIds", s.criteria_count as "criteriaCount",
  s.agreed_count as "agreedCount", s.open_questions as "openQuestions", s.iteration_id as "iterationId", s.split_from_id as "splitFromId",
  case when s.iteration_id is not null then (select i.iso_week from iteration i where i.id = s.iteration_id) end as "isoWeek",
  s.created_by as "createdById", s.created_at as "createdAt", s.updated_at as "updatedAt", s.version`;

export const storyColumns = (heavy: Heavy): string =>
  [
    CARD,
    heavy.narrative && 's.narrative',
    heavy.criteria && 's.criteria as "criterionList"',
    heavy.inks && 's.inks as "inkList"',
  ]
    .filter(Boolean)
    .join(', ');

/** A short name for a choice of columns, as a part of a prepared statement's name. */
export const columnsName = ({ narrative, criteria, inks }: Heavy): string =>
  `${narrative ? 'n' : ''}${criteria ? 'c' : ''}${inks ? 'i' : ''}`;

const EVERYTHING = storyColumns({ narrative: true, criteria: true, inks: true });

/** Stories by id, of the partnerships that the person belongs to now. */
export const STORIES_SEEN = statement<StoredStory, [readonly string[], string]>(
  'stories_seen',
  `select ${EVERYTHING} from story s
   join member v on v.partnership_id = s.partnership_id and v.person_id = $2 and v.left_at is null
   where s.id = any($1)`,
);

/** A story by what people call it, where the person belongs to the partnership now. */
export const STORY_BY_KEY = statement<StoredStory, [string, string, string]>(
  'story_by_key',
  `select ${EVERYTHING} from story s
   join partnership p on p.id = s.partnership_id
   join member v on v.partnership_id = s.partnership_id and v.person_id = $3 and v.left_at is null
   where p.slug = $1 and s.key = upper($2)`,
);

/** Which stories were split from these, in the order in which they were. */
export const SPLITS_OF = statement<{ id: StoryId; splitFromId: StoryId }, [PartnershipId, readonly StoryId[]]>(
  'splits_of_stories',
  `select id, split_from_id as "splitFromId" from story
   where partnership_id = $1 and split_from_id = any($2) order by number`,
);

/** Where a story belongs, when the person belongs there too. */
export const STORY_PLACE = statement<{ partnershipId: PartnershipId }, [string, string]>(
  'story_place',
  `select s.partnership_id as "partnershipId" from story s
   join member v on v.partnership_id = s.partnership_id and v.person_id = $2 and v.left_at is null
   where s.id = $1`,
);

export const STORY_COUNTS = statement<{ state: StoryState; count: number; points: number }, [PartnershipId]>(
  'story_counts',
  `select state, count(*)::int as count, coalesce(sum(estimate), 0)::int as points
   from story where partnership_id = $1 group by state`,
);

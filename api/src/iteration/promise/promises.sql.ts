import type { ConcernId, MemberId, PartnershipId, PartyId, PromiseId, StoryId } from '@tandem/schema/ids';
import type { PromiseState } from '@tandem/schema/iteration/promise';
import { type Statement, statement } from '../../platform/db/sql.ts';

/** A promise as PostgreSQL hands it over. */
export interface StoredPromise {
  __typename: 'Promise';
  id: PromiseId;
  partnershipId: PartnershipId;
  number: number;
  key: string;
  text: string;
  ownerPartyId: PartyId;
  ownerId: MemberId | null;
  toPartyId: PartyId;
  dueOn: string;
  dueAt: Date;
  state: PromiseState;
  stateReason: string | null;
  stateChangedAt: Date;
  stateChangedById: MemberId | null;
  storyId: StoryId | null;
  concernId: ConcernId | null;
  concernKey: string | null;
  renegotiatedFromKey: string | null;
  renegotiatedToKey: string | null;
  proposedDueOn: string | null;
  proposedReason: string | null;
  proposedById: MemberId | null;
  proposedAt: Date | null;
  madeById: MemberId;
  madeAt: Date;
  doneAt: Date | null;
  updatedAt: Date;
  version: number;
}

const keyOfRow = (prefix: string, table: string, where: string): string =>
  `(select '${prefix}-' || o.number from ${table} o where o.partnership_id = p.partnership_id and ${where})`;
const COLUMNS = `'Promise' as "__typename", p.id, p.partnership_id as "partnershipId", p.number, 'P-' || p.number as key, p.text,
  p.owner_party_id as "ownerPartyId", p.owner_id as "ownerId", p.to_party_id as "toPartyId", p.due_on::text as "dueOn",
  p.due_at as "dueAt", p.state, p.state_reason as "stateReason", p.state_changed_at as "stateChangedAt",
  p.state_changed_by as "stateChangedById", p.story_id as "storyId", p.concern_id as "concernId",
  ${keyOfRow('C', 'concern', 'o.id = p.concern_id')} as "concernKey",
  ${keyOfRow('P', 'promise', 'o.id = p.renegotiated_from_id')} as "renegotiatedFromKey",
  ${keyOfRow('P', 'promise', 'o.renegotiated_from_id = p.id')} as "renegotiatedToKey",
  p.proposed_due_on::text as "proposedDueOn", p.proposed_reason as "proposedReason", p.proposed_by as "proposedById",
  p.proposed_at as "proposedAt", p.made_by as "madeById", p.made_at as "madeAt", p.done_at as "doneAt",
  p.updated_at as "updatedAt", p.version`;

export const promisesWhere = <Params extends readonly unknown[]>(
  name: string,
  rest: string,
): Statement<StoredPromise, Params> => statement(`promises_${name}`, `select ${COLUMNS} from promise p ${rest}`);

const IN_PARTNERSHIP = (person: string): string =>
  `join member v on v.partnership_id = p.partnership_id and v.person_id = ${person} and v.left_at is null`;

/** Promises by id, of the partnerships that the person belongs to now. */
export const PROMISES_SEEN = promisesWhere<[readonly string[], string]>(
  'seen',
  `${IN_PARTNERSHIP('$2')} where p.id = any($1)`,
);

/** A promise by its number, where the person belongs to the partnership now. */
export const PROMISE_BY_NUMBER = promisesWhere<[string, number, string]>(
  'by_number',
  `join partnership s on s.id = p.partnership_id ${IN_PARTNERSHIP('$3')} where s.slug = $1 and p.number = $2`,
);

/** Where a promise belongs, when the person belongs there too. */
export const PROMISE_PLACE = statement<{ partnershipId: PartnershipId }, [string, string]>(
  'promise_place',
  `select p.partnership_id as "partnershipId" from promise p ${IN_PARTNERSHIP('$2')} where p.id = $1`,
);

export interface Reliability {
  partyId: PartyId;
  kept: number;
  missed: number;
  renegotiated: number;
  declined: number;
  open: number;
}
const counted = (states: string): string => `count(p.id) filter (where p.state in (${states}))::int`;
/** What became of each party's promises. */
export const RELIABILITY = statement<Reliability, [PartnershipId]>(
  'promise_reliability',
  `select y.id as "partyId", ${counted(`'KEPT'`)} as kept, ${counted(`'MISSED'`)} as missed,
     ${counted(`'RENEGOTIATED'`)} as renegotiated, ${counted(`'DECLINED'`)} as declined, ${counted(`'OPEN', 'DONE'`)} as open
   from party y left join promise p on p.partnership_id = y.partnership_id and p.owner_party_id = y.id
   where y.partnership_id = $1 group by y.id`,
);

/** The promise that stands in the place of one that was renegotiated, where the person belongs to the partnership now. */
export const SUCCESSOR_OF = promisesWhere<[string, string]>(
  'successor_of',
  `${IN_PARTNERSHIP('$2')} where p.renegotiated_from_id = $1`,
);

import type { EntityManager } from '@mikro-orm/postgresql';
import type { ConcernId, MemberId, PartyId, StandupEntryId, StoryId } from '@tandem/schema/ids';
import { RaiseConcern } from '@tandem/schema/iteration/concern';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { calendarOf } from '../../partnership/calendar/calendars.sql.ts';
import { ladderInForce } from '../../partnership/agreement/ladder.ts';
import { type MemberRow, requireWriter } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Services } from '../../platform/context.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { Concern } from './concern.entity.ts';
import { startClock } from './concern-clock.ts';
import { keepEvent } from './concern-events.ts';
import { keyOf, leadsOf, tellMentioned, tellOfConcern } from './tell-of-concern.ts';

interface NewConcern {
  mutationId: string;
  title: string;
  detail: string;
  ownerPartyId: string;
  storyId?: string | null;
  standupEntryId?: string | null;
  recurrenceOfId?: string | null;
}

/**
 * Raises a concern for a party to answer; the clock runs from now by that party's calendar, up the ladder as it is agreed now.
 * @returns its id. @throws Refusal FORBIDDEN, BAD_USER_INPUT, NOT_FOUND for what it names of elsewhere, CONFLICT when the
 * concern that it repeats is not settled.
 */
export async function raiseConcern(services: Services, actor: MemberRow, command: NewConcern): Promise<ConcernId> {
  requireWriter(actor);
  const words = parseInput(RaiseConcern, command);
  const { partnershipId } = actor;
  const { nodeId } = await recordChange(
    services,
    { partnershipId, actorId: actor.id, mutationId: command.mutationId },
    async (em) => {
      const at = services.clock.now();
      const named = await findNamed(em, actor, command);
      const concern = Object.assign(new Concern(), {
        ...{ id: uuid() as ConcernId, partnershipId, ...words, raisedById: actor.id, raisedAt: at },
        ...{ ownerPartyId: named.owner.id, storyId: named.story?.id ?? null },
        ...{ standupEntryId: named.entry?.id ?? null, recurrenceOfId: named.earlier?.id ?? null },
        ...{ state: 'OPEN', level: 0, ladder: await ladderInForce(em, partnershipId) },
        ...{
          resolution: null,
          prevention: null,
          resolvedById: null,
          resolvedAt: null,
          closedById: null,
          closedAt: null,
        },
        ...{ number: await nextNumber(em, partnershipId), updatedAt: at, version: 1 },
      } satisfies Partial<Concern>);
      startClock(concern, await calendarOf(em, named.owner.id), at);
      em.persist(concern);
      await keepEvent(em, concern, { kind: 'RAISED', text: words.detail, memberId: actor.id, at });
      await tellOfConcern(em, concern, {
        ...{ kind: 'CONCERN_RAISED', actorId: actor.id, at },
        memberIds: [...(await leadsOf(em, named.owner.id)), ...(named.story?.owners ?? [])],
        text: `${actor.name} raises ${keyOf(concern)} with ${named.owner.name}: ${words.title}`,
      });
      await tellMentioned(em, concern, { actorId: actor.id, after: [words.title, words.detail], at });
      const summary = `raised ${keyOf(concern)} with ${named.owner.name}: ${words.title}`;
      return { kind: 'concern.raised', nodeType: 'Concern', nodeId: concern.id, summary };
    },
  );
  return nodeId as ConcernId;
}

interface Named {
  owner: { id: PartyId; name: string };
  story: { id: StoryId; owners: MemberId[] } | null;
  entry: { id: StandupEntryId } | null;
  earlier: { id: ConcernId } | null;
}

// `for key share`: a row that somebody is changing is waited for here, before the partnership's own row is held. Their
// change ends by locking that one, and each would wait for the other.
const PARTY = 'select id, name from party where partnership_id = ? and id = ? for key share';
const STORY = `select s.id, array(select m.id::text from member m where m.id = any(s.owner_ids) and m.party_id = ?
    and m.left_at is null) as owners from story s where s.partnership_id = ? and s.id = ? for key share of s`;
const ENTRY = 'select id from standup_entry where partnership_id = ? and id = ? for key share';
const EARLIER = 'select id, number, state from concern where partnership_id = ? and id = ? for key share';

/** What the concern names, all of it of the actor's partnership. */
async function findNamed(em: EntityManager, { partnershipId }: MemberRow, command: NewConcern): Promise<Named> {
  const { ownerPartyId, storyId, standupEntryId, recurrenceOfId } = command;
  const owner = await one<Named['owner']>(em, 'party', PARTY, ownerPartyId, [partnershipId, ownerPartyId]);
  const story = storyId
    ? await one<{ id: StoryId; owners: MemberId[] }>(em, 'story', STORY, storyId, [owner.id, partnershipId, storyId])
    : null;
  const entry = standupEntryId
    ? await one<{ id: StandupEntryId }>(em, 'stand-up entry', ENTRY, standupEntryId, [partnershipId, standupEntryId])
    : null;
  if (!recurrenceOfId) return { owner, story, entry, earlier: null };
  const earlier = await one<Pick<Concern, 'id' | 'number' | 'state'>>(em, 'concern', EARLIER, recurrenceOfId, [
    partnershipId,
    recurrenceOfId,
  ]);
  if (earlier.state === 'OPEN' || earlier.state === 'ANSWERED')
    throw conflict(
      `${keyOf(earlier)} is not settled yet, so this is no recurrence of it. Go on with ${keyOf(earlier)}.`,
    );
  return { owner, story, entry, earlier };
}

async function one<Row>(em: EntityManager, what: string, sql: string, id: string, params: unknown[]): Promise<Row> {
  const [row] = isUuid(id) ? await em.execute<Row[]>(sql, params) : [];
  if (!row) throw notFound(what);
  return row;
}

const LOCK = 'select id from partnership where id = ? for no key update';
const HIGHEST = 'select coalesce(max(number), 0)::int as number from concern where partnership_id = ?';

/** The partnership's row, which the change will lock in any case, keeps two concerns from one number. */
async function nextNumber(em: EntityManager, partnershipId: string): Promise<number> {
  await em.execute(LOCK, [partnershipId]);
  const [highest] = await em.execute<{ number: number }[]>(HIGHEST, [partnershipId]);
  return (highest?.number ?? 0) + 1;
}

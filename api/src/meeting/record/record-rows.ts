import type { MeetingId, MemberId } from '@tandem/schema/ids';
import { type MemberRow, membersOf, partiesOf, viewerIn } from '../../partnership/membership.ts';
import type { Context } from '../../platform/context.ts';
import type { Statement } from '../../platform/db/sql.ts';
import { inBatch } from '../../platform/graphql/batch.ts';
import { loadNodes } from '../../platform/graphql/node.ts';
import type { MeetingRow } from '../meeting-rows.ts';
import { ACTIONS_OF, CARRY_OVERS_OF, CELEBRATIONS_OF, DECISIONS_OF, MY_PULSES, PULSES_OF } from './record.sql.ts';

/** One meeting's part of what is read for all whose record is asked for in the same turn. */
const partOf = async <Row extends { meetingId: MeetingId }>(
  context: Context,
  { id }: MeetingRow,
  rows: Statement<Row, [readonly MeetingId[]]>,
): Promise<Row[]> =>
  (await inBatch(context, rows.name, id, async (ids: MeetingId[]) =>
    Map.groupBy(await context.services.sql.rows(rows, ids), ({ meetingId }) => meetingId),
  )) ?? [];

/** A node by its id; null when the viewer may not see it. */
const nodeOf = async (context: Context, type: 'Story' | 'Promise', id: string | null): Promise<object | null> =>
  (id !== null && (await inBatch(context, `${type} by id`, id, (ids) => loadNodes(context, type, ids)))) || null;

/** Who a member is, whether they left or not. */
async function peopleOf(
  context: Context,
  { partnershipId }: MeetingRow,
): Promise<(id: MemberId | null) => MemberRow | null> {
  const members = await membersOf(context, partnershipId);
  return (id) => (id && members.get(id)) || null;
}

export async function decisionsOf(context: Context, meeting: MeetingRow): Promise<object[]> {
  const [stored, person] = await Promise.all([partOf(context, meeting, DECISIONS_OF), peopleOf(context, meeting)]);
  return stored.map(({ madeById, ...decision }) => ({ ...decision, madeBy: person(madeById) }));
}

export async function actionsOf(context: Context, meeting: MeetingRow): Promise<object[]> {
  const stored = await partOf(context, meeting, ACTIONS_OF);
  return Promise.all(
    stored.map(async ({ stageId, promiseId }) => ({ stageId, promise: await nodeOf(context, 'Promise', promiseId) })),
  );
}

export async function celebrationsOf(context: Context, meeting: MeetingRow): Promise<object[]> {
  const [stored, person] = await Promise.all([partOf(context, meeting, CELEBRATIONS_OF), peopleOf(context, meeting)]);
  return Promise.all(
    stored.map(async ({ storyId, toMemberId, givenById, ...thanks }) => ({
      ...thanks,
      ...{ story: await nodeOf(context, 'Story', storyId), to: person(toMemberId), givenBy: person(givenById) },
    })),
  );
}

export async function carryOverOf(context: Context, meeting: MeetingRow): Promise<object[]> {
  const [stored, person] = await Promise.all([partOf(context, meeting, CARRY_OVERS_OF), peopleOf(context, meeting)]);
  return Promise.all(
    stored.map(async ({ storyId, newStoryId, madeById, ...chosen }) => {
      const [story, newStory] = await Promise.all([storyId, newStoryId].map((id) => nodeOf(context, 'Story', id)));
      return { ...chosen, story, newStory, madeBy: person(madeById) };
    }),
  );
}

/** Every party, with what may be known of its answers now. */
export async function pulseOf(context: Context, meeting: MeetingRow): Promise<object> {
  const { pulseQuestion: question, pulseRevealedAt: revealedAt, partnershipId } = meeting;
  const [stored, parties] = await Promise.all([partOf(context, meeting, PULSES_OF), partiesOf(context, partnershipId)]);
  return {
    ...{ question, revealedAt },
    parties: parties.map((party) => {
      const pulse = stored.find(({ partyId }) => partyId === party.id);
      const open = revealedAt !== null;
      return {
        ...{ party, answers: pulse?.answers ?? 0 },
        ...{ average: (open && pulse?.average) || null, counts: open ? (pulse?.counts ?? [0, 0, 0, 0, 0]) : null },
      };
    }),
  };
}

/** The viewer's own answer. Whatever shares answers among people must not share this one. */
export async function myPulseOf(context: Context, { id }: MeetingRow): Promise<number | null> {
  const { personId } = viewerIn(context);
  const score = await inBatch(context, MY_PULSES.name, id, async (ids: MeetingId[]) => {
    const rows = await context.services.sql.rows(MY_PULSES, ids, personId);
    return new Map(rows.map((row) => [row.meetingId, row.score]));
  });
  return score ?? null;
}

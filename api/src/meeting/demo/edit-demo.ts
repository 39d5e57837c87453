import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { PartyId, StoryId } from '@tandem/schema/ids';
import { validate as isUuid } from 'uuid';
import { type MemberRow, requireWriter } from '../../partnership/membership.ts';
import type { ChangeDraft } from '../../platform/changes/change.ts';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Services } from '../../platform/context.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { Story } from '../../story/story.entity.ts';
import { lockMeeting, type MeetingCommand, touch } from '../edit-meeting.ts';
import type { Meeting } from '../meeting.entity.ts';
import { storeDemos } from '../agenda/store-demos.ts';
import { DEMOS_IN, type StoredDemo } from './demos.sql.ts';
import { type JudgedDemo, judgeDemo } from './judge-demo.ts';

/** What every mutation of one demo names. */
export interface DemoCommand extends MeetingCommand {
  storyId: string;
}

/** A demo under its meeting's and its story's lock, what it comes to so far, and the moment. */
export interface EditingDemo {
  meeting: Meeting;
  story: Story;
  stored: StoredDemo;
  judged: JudgedDemo;
  em: EntityManager;
  at: Date;
}

/**
 * What the edit was: the change's kind after `story.`, and a sentence without its actor; with what came of it for other nodes.
 * Null when there was nothing to do.
 */
type DemoEdit = { verb: string; summary: string; also?: readonly ChangeDraft[] } | null;

const JUDGED = 'select distinct story_id as "storyId" from verdict where meeting_id = ?';
const PARTIES = 'select id from party where partnership_id = ? order by kind, created_at, id';
const IS_DEMO = `select (exists (select 1 from meeting_stage where meeting_id = ? and story_id = ?)
  or exists (select 1 from story_iteration r join iteration i on i.id = r.iteration_id
    where r.partnership_id = ? and r.story_id = ? and i.iso_week = ? and r.state in ('COMMITTED', 'ADDED'))) as "isDemo"`;

/**
 * Changes what is found of one demo in one recorded transaction, under the locks of its meeting and then of every story that
 * the meeting judges: a verdict can bring a quorum, and with it the others' outcomes.
 * @throws Refusal FORBIDDEN for an observer, NOT_FOUND for a meeting or story of elsewhere, CONFLICT for a story that the
 * meeting does not demonstrate.
 */
export async function editDemo(
  services: Services,
  actor: MemberRow,
  { mutationId, meetingId, storyId }: DemoCommand,
  edit: (editing: EditingDemo) => Promise<DemoEdit>,
): Promise<void> {
  requireWriter(actor);
  const { partnershipId, id: actorId } = actor;
  await recordChange(services, { partnershipId, actorId, mutationId }, async (em) => {
    const meeting = await lockMeeting(em, partnershipId, meetingId);
    const at = services.clock.now();
    // What is judged beforehand stays on the agenda when that changes its state.
    await storeDemos(em, meeting, at);
    const story = (await lockStories(em, meeting, [await demoNamed(em, meeting, storyId)])).get(storyId.toLowerCase());
    const stored = story && (await readDemos(em, meeting, [story.id])).at(0);
    if (!stored) throw notFound('story');
    const judged = judgeDemo(stored, await partyIdsOf(em, meeting));
    const done = await edit({ meeting, story, stored, judged, em, at });
    if (!done) return { unchanged: story.id };
    touch(meeting, at);
    story.updatedAt = at;
    story.version += 1;
    const { verb, ...told } = done;
    return { kind: `story.${verb}`, nodeType: 'Story', nodeId: story.id, ...told };
  });
}

/** A story of the meeting's agenda, or of its week. @throws Refusal NOT_FOUND, CONFLICT. */
export async function demoNamed(em: EntityManager, meeting: Meeting, storyId: string): Promise<StoryId> {
  const { id, partnershipId, isoWeek, number } = meeting;
  const story = isUuid(storyId) && (await em.findOne(Story, { id: storyId.toLowerCase() as StoryId, partnershipId }));
  if (!story) throw notFound('story');
  const [found] = await em.execute<{ isDemo: boolean }[]>(IS_DEMO, [id, story.id, partnershipId, story.id, isoWeek]);
  if (!found?.isDemo)
    throw conflict(`${story.key} is not demonstrated in meeting ${number}. Put it on the agenda first.`);
  return story.id;
}

/** Every story that the meeting judges and these besides, locked in the order of their ids. */
export async function lockStories(
  em: EntityManager,
  { id, partnershipId }: Meeting,
  besides: readonly StoryId[] = [],
): Promise<Map<string, Story>> {
  const judged = await em.execute<{ storyId: StoryId }[]>(JUDGED, [id]);
  const ids = [...new Set([...besides, ...judged.map(({ storyId }) => storyId)])];
  if (ids.length === 0) return new Map();
  const stories = await em.find(
    Story,
    { id: { $in: ids }, partnershipId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, refresh: true },
  );
  return new Map(stories.map((story) => [story.id, story]));
}

export const readDemos = (em: EntityManager, { id }: Meeting, storyIds: readonly StoryId[]): Promise<StoredDemo[]> =>
  em.execute<StoredDemo[]>(DEMOS_IN, [id, `{${storyIds.join(',')}}`]);

/** The client first. */
export async function partyIdsOf(em: EntityManager, { partnershipId }: Meeting): Promise<PartyId[]> {
  return (await em.execute<{ id: PartyId }[]>(PARTIES, [partnershipId])).map(({ id }) => id);
}

import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { IterationId } from '@tandem/schema/ids';
import type { CarryOverChoice } from '@tandem/schema/meeting/rules';
import { IN_ITERATION, type StoryState } from '@tandem/schema/story/rules';
import { validate as isUuid } from 'uuid';
import { Iteration } from '../../iteration/iteration.entity.ts';
import { inWeek, lockStory } from '../../iteration/story-in-week.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import type { Story } from '../../story/story.entity.ts';
import type { Meeting } from '../meeting.entity.ts';

/** What this meeting chose for the story before. */
export interface Earlier {
  choice: CarryOverChoice;
  reason: string;
  fromState: StoryState;
  toIterationId: IterationId | null;
}

/** A story that a choice is made about, under the locks of the weeks and of itself. */
export interface Carrying {
  story: Story;
  /** The week that takes it on; null when none does, or nobody has planned it. */
  target: Iteration | null;
  earlier: Earlier | null;
}

const PLACE = 'select iteration_id as "iterationId" from story where partnership_id = ? and id = ?';
const EARLIER = `select choice, reason, from_state as "fromState", to_iteration_id as "toIterationId" from carry_over
  where partnership_id = ? and meeting_id = ? and story_id = ? order by at desc, id desc limit 1`;

/**
 * Locks the weeks in one order, then the story, as planning does; the meeting is locked already.
 * @throws Refusal NOT_FOUND for the story, CONFLICT for one that this meeting has nothing to choose about.
 */
export async function lockCarrying(
  em: EntityManager,
  meeting: Meeting,
  { storyId, isoWeek }: { storyId: string; isoWeek: string | null },
): Promise<Carrying> {
  const { partnershipId } = meeting;
  type Place = { iterationId: IterationId | null };
  const [place] = isUuid(storyId) ? await em.execute<Place[]>(PLACE, [partnershipId, storyId]) : [];
  if (!place) throw notFound('story');
  const named = { isoWeek: [meeting.isoWeek, ...(isoWeek ? [isoWeek] : [])] };
  const weeks = await em.find(
    Iteration,
    { partnershipId, $or: [named, ...(place.iterationId ? [{ id: place.iterationId }] : [])] },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
  );
  const story = await lockStory(em, partnershipId, storyId);
  const [earlier = null] = await em.execute<Earlier[]>(EARLIER, [partnershipId, meeting.id, story.id]);
  const from = weeks.find((week) => week.isoWeek === meeting.isoWeek);
  await requireOpenEnd(em, { meeting, story, from, earlier });
  return { story, earlier, target: weeks.find((week) => week.isoWeek === isoWeek) ?? null };
}

interface Ends {
  meeting: Meeting;
  story: Story;
  from: Iteration | undefined;
  earlier: Earlier | null;
}

/** @throws Refusal CONFLICT, which says what to do. */
async function requireOpenEnd(em: EntityManager, { meeting, story, from, earlier }: Ends): Promise<void> {
  const row = from && (await inWeek(em, from, story.id));
  if (row?.state !== 'COMMITTED' && row?.state !== 'ADDED')
    throw conflict(`${story.key} was not committed to for ${meeting.isoWeek}. Plan it in the week’s plan.`);
  if (story.state === 'ACCEPTED') throw conflict(`${story.key} is accepted: nothing of it is left to carry over.`);
  if (story.iterationId === from?.id) return;
  if (!earlier)
    throw conflict(`${story.key} has left ${meeting.isoWeek} already. Plan it in the plan of the week it is in now.`);
  if (IN_ITERATION.has(story.state))
    throw conflict(`${story.key} is committed to anew meanwhile. Change that week through its scope ledger.`);
}

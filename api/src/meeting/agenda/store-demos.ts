import type { EntityManager } from '@mikro-orm/postgresql';
import type { StageId, StoryId } from '@tandem/schema/ids';
import { DEMO_MINUTES } from '@tandem/schema/meeting/rules';
import { generateNKeysBetween } from 'fractional-indexing';
import { demoStageId } from '../demo-stage-id.ts';
import { beginDemo } from '../meeting-document.ts';
import type { Meeting } from '../meeting.entity.ts';
import { lastDemo, readAgenda } from './agenda.ts';

// As DELIVERED_FOR shows them.
const DELIVERED = `select s.id from iteration i
  join story s on s.partnership_id = i.partnership_id and s.iteration_id = i.id and s.state = 'DELIVERED'
  join story_iteration r on r.partnership_id = s.partnership_id and r.iteration_id = i.id and r.story_id = s.id
  where i.partnership_id = ? and i.iso_week = ?
    and not exists (select 1 from meeting_stage a where a.meeting_id = ? and a.story_id = s.id)
  order by r.rank, s.number`;
const INSERT = `insert into meeting_stage (id, partnership_id, meeting_id, kind, rank, minutes, story_id, added_at)
  values (?, ?, ?, 'DEMO', ?, ?, ?, ?)`;

/**
 * Stores the demos that a meeting to come shows by itself, where they are shown, so that they can be moved, given time, or stood
 * at. What was stored before stays; a story whose demo was taken off does not come back. Under the meeting's lock.
 */
export async function storeDemos(em: EntityManager, meeting: Meeting, at: Date): Promise<void> {
  if (meeting.state !== 'SCHEDULED') return;
  const { id, partnershipId, isoWeek } = meeting;
  const delivered = await em.execute<{ id: StoryId }[]>(DELIVERED, [partnershipId, isoWeek, id]);
  if (delivered.length === 0) return;
  const stages = await readAgenda(em, meeting);
  const last = lastDemo(stages);
  const next = stages[stages.indexOf(last) + 1];
  const ranks = generateNKeysBetween(last.rank, next?.rank ?? null, delivered.length);
  for (const [i, { id: storyId }] of delivered.entries()) {
    const stageId: StageId = demoStageId(id, storyId);
    await em.execute(INSERT, [stageId, partnershipId, id, ranks[i], DEMO_MINUTES, storyId, at]);
  }
  const storyIds = delivered.map((story) => story.id);
  await beginDemo(em, meeting, storyIds, at);
}

import type { EntityManager } from '@mikro-orm/postgresql';
import type { StoryId } from '@tandem/schema/ids';
import { DEMO_MINUTES } from '@tandem/schema/meeting/rules';
import { validate as isUuid } from 'uuid';
import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { demoStageId } from '../demo-stage-id.ts';
import type { MeetingCommand } from '../edit-meeting.ts';
import { beginDemo } from '../meeting-document.ts';
import type { Meeting } from '../meeting.entity.ts';
import { keepEvent } from '../meeting-events.ts';
import { lastDemo, type Place, rankAt, rankBeside, requireRoom } from './agenda.ts';
import { editAgenda } from './edit-agenda.ts';

type NewDemo = MeetingCommand & Place & { storyId: string };
interface Shown {
  id: StoryId;
  key: string;
  isOfWeek: boolean;
}

const STORY = `select s.id, s.key, exists (select 1 from story_iteration r join iteration i on i.id = r.iteration_id
    where r.story_id = s.id and r.state in ('COMMITTED', 'ADDED') and i.partnership_id = s.partnership_id and i.iso_week = ?)
    as "isOfWeek" from story s where s.partnership_id = ? and s.id = ?`;
// What was taken off comes back as itself, with what is recorded about it.
const PUT = `insert into meeting_stage (id, partnership_id, meeting_id, kind, rank, minutes, story_id, added_by, added_at)
  values (?, ?, ?, 'DEMO', ?, ?, ?, ?, ?)
  on conflict (id) do update set rank = excluded.rank, removed_at = null, added_by = excluded.added_by, added_at = excluded.added_at`;

/** @throws Refusal FORBIDDEN, NOT_FOUND, CONFLICT for a story that is not of the week or is there already, and past 60 stages. */
export const addDemo = (services: Services, actor: MemberRow, command: NewDemo): Promise<void> =>
  editAgenda(services, actor, command, async ({ meeting, em, at, stages }) => {
    const { id: storyId, key } = await storyOfWeek(em, meeting, command.storyId);
    if (stages.some((stage) => stage.isOn && stage.storyId === storyId))
      throw conflict(`${key} is on the agenda of meeting ${meeting.number} already.`);
    requireRoom(stages);
    const id = demoStageId(meeting.id, storyId);
    const rank = rankAt(stages, command, id) ?? rankBeside(stages, lastDemo(stages), 'after', id);
    await em.execute(PUT, [id, meeting.partnershipId, meeting.id, rank, DEMO_MINUTES, storyId, actor.id, at]);
    await beginDemo(em, meeting, [storyId], at);
    if (meeting.state === 'OPEN') await keepEvent(em, meeting, { kind: 'STAGE_ADDED', by: actor.id, at, stageId: id });
    return { verb: 'demoAdded', summary: `put the demo of ${key} on the agenda of meeting ${meeting.number}` };
  });

async function storyOfWeek(em: EntityManager, { partnershipId, isoWeek }: Meeting, storyId: string): Promise<Shown> {
  const [story] = isUuid(storyId) ? await em.execute<Shown[]>(STORY, [isoWeek, partnershipId, storyId]) : [];
  if (!story) throw notFound('story');
  if (!story.isOfWeek)
    throw conflict(
      `${story.key} was not committed to for ${isoWeek}. Show it as a topic, or in the meeting of its week.`,
    );
  return story;
}

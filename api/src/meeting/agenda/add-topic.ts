import type { StageId } from '@tandem/schema/ids';
import { AddTopic } from '@tandem/schema/meeting/inputs';
import { v7 as uuid } from 'uuid';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import type { MeetingCommand } from '../edit-meeting.ts';
import { keepEvent } from '../meeting-events.ts';
import { closeOf, type Place, rankAt, rankBeside, requireRoom } from './agenda.ts';
import { editAgenda } from './edit-agenda.ts';

type NewTopic = MeetingCommand & Place & { title: string; minutes: number };

const INSERT = `insert into meeting_stage (id, partnership_id, meeting_id, kind, rank, minutes, title, added_by, added_at)
  values (?, ?, ?, 'TOPIC', ?, ?, ?, ?, ?)`;

/** @throws Refusal FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, CONFLICT once the meeting is over and past 60 stages. */
export async function addTopic(services: Services, actor: MemberRow, command: NewTopic): Promise<void> {
  const { title, minutes } = parseInput(AddTopic, command);
  await editAgenda(services, actor, command, async ({ meeting, em, at, stages }) => {
    requireRoom(stages);
    const rank = rankAt(stages, command) ?? rankBeside(stages, closeOf(stages), 'before');
    const id = uuid() as StageId;
    await em.execute(INSERT, [id, meeting.partnershipId, meeting.id, rank, minutes, title, actor.id, at]);
    if (meeting.state === 'OPEN') await keepEvent(em, meeting, { kind: 'STAGE_ADDED', by: actor.id, at, stageId: id });
    return { verb: 'topicAdded', summary: `put “${title}” on the agenda of meeting ${meeting.number}` };
  });
}

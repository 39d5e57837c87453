import { RecordAction } from '@tandem/schema/meeting/inputs';
import { promiseWithin } from '../../iteration/promise/make-promise.ts';
import { briefly } from '../../iteration/promise/promise-words.ts';
import { keyOf } from '../../iteration/promise/tell-of-promise.ts';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { editMeeting, type MeetingCommand, requireMeetingState } from '../edit-meeting.ts';
import { stageOf } from './stage-of-meeting.ts';

interface NewAction extends MeetingCommand {
  stageId: string;
  text: string;
  dueOn: string;
  ownerPartyId?: string | null;
  ownerId?: string | null;
  storyId?: string | null;
}

const KEEP = `insert into meeting_action (partnership_id, meeting_id, stage_id, promise_id, at) values (?, ?, ?, ?, ?)`;

/**
 * Records an action at the stage where it fell: a promise of the actor's party, or one that is asked of another.
 * @throws Refusal as makePromise, NOT_FOUND for a stage of elsewhere, CONFLICT unless the meeting takes place.
 */
export async function recordAction(services: Services, actor: MemberRow, command: NewAction): Promise<void> {
  const words = parseInput(RecordAction, command);
  const { ownerPartyId, ownerId, storyId } = command;
  await editMeeting(services, actor, command, async ({ meeting, em, at }) => {
    requireMeetingState(
      meeting,
      ['OPEN'],
      'Actions are recorded while it takes place; at any other time, make a promise.',
    );
    const stageId = await stageOf(em, meeting, command.stageId);
    const { promise, change } = await promiseWithin(em, actor, { ...words, ownerPartyId, ownerId, storyId }, at);
    await em.execute(KEEP, [meeting.partnershipId, meeting.id, stageId, promise.id, at]);
    return {
      verb: 'actionRecorded',
      summary: `recorded ${keyOf(promise)} as an action of meeting ${meeting.number}: ${briefly(words.text)}`,
      also: [change],
    };
  });
}

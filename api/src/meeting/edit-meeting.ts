import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { MeetingId, PartnershipId } from '@tandem/schema/ids';
import type { MeetingState } from '@tandem/schema/meeting/rules';
import { validate as isUuid } from 'uuid';
import { type MemberRow, requireWriter } from '../partnership/membership.ts';
import type { ChangeDraft } from '../platform/changes/change.ts';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Services } from '../platform/context.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { Meeting } from './meeting.entity.ts';

/** What every mutation of one meeting names. */
export interface MeetingCommand {
  mutationId: string;
  meetingId: string;
}

/** The meeting under its lock, and the moment. */
export interface EditingMeeting {
  meeting: Meeting;
  em: EntityManager;
  at: Date;
}

/**
 * What the edit was: the change's kind after `meeting.`, and a sentence without its actor; with what came of it for other nodes.
 * Null when there was nothing to do.
 */
export type MeetingEdit = { verb: string; summary: string; also?: readonly ChangeDraft[] } | null;

type Edit = (editing: EditingMeeting) => MeetingEdit | Promise<MeetingEdit>;

/**
 * Changes one meeting in one recorded transaction, under a lock on its row, so that a rule sees what it decides upon and two who
 * act at once act one after the other.
 * @throws Refusal FORBIDDEN for an observer, NOT_FOUND when the meeting is not of the actor's partnership.
 */
export async function editMeeting(
  services: Services,
  actor: MemberRow,
  command: MeetingCommand,
  edit: Edit,
  lockFirst?: (em: EntityManager) => Promise<unknown>,
): Promise<void> {
  requireWriter(actor);
  await attendMeeting(services, actor, command, edit, lockFirst);
}

/** The same for what observers do too. */
export async function attendMeeting(
  services: Services,
  actor: MemberRow,
  { mutationId, meetingId }: MeetingCommand,
  edit: Edit,
  lockFirst?: (em: EntityManager) => Promise<unknown>,
): Promise<void> {
  await recordChange(
    services,
    { partnershipId: actor.partnershipId, actorId: actor.id, mutationId },
    async (em): Promise<ChangeDraft | { unchanged: string }> => {
      await lockFirst?.(em);
      const meeting = await lockMeeting(em, actor.partnershipId, meetingId);
      const at = services.clock.now();
      const done = await edit({ meeting, em, at });
      if (!done) return { unchanged: meeting.id };
      touch(meeting, at);
      const { verb, ...told } = done;
      return { kind: `meeting.${verb}`, nodeType: 'Meeting', nodeId: meeting.id, ...told };
    },
  );
}

/** @throws Refusal NOT_FOUND. */
export async function lockMeeting(
  em: EntityManager,
  partnershipId: PartnershipId,
  meetingId: string,
): Promise<Meeting> {
  if (!isUuid(meetingId)) throw notFound('meeting');
  const meeting = await em.findOne(
    Meeting,
    { id: meetingId.toLowerCase() as MeetingId, partnershipId },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!meeting) throw notFound('meeting');
  return meeting;
}

export function touch(meeting: Meeting, at: Date): void {
  meeting.updatedAt = at;
  meeting.version += 1;
}

const STATE_WORDS: Readonly<Record<MeetingState, string>> = {
  SCHEDULED: 'has not begun',
  OPEN: 'takes place now',
  CLOSED: 'is closed, and its minutes are frozen',
  CANCELLED: 'was cancelled',
};

/** @throws Refusal CONFLICT in any other state; `instead` says what to do then. */
export function requireMeetingState(
  { number, state }: Meeting,
  allowed: readonly MeetingState[],
  instead: string,
): void {
  if (!allowed.includes(state)) throw conflict(`Meeting ${number} ${STATE_WORDS[state]}. ${instead}`);
}

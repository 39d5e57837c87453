import type { MemberRow } from '../../partnership/membership.ts';
import { makeSnapshot } from '../../partnership/snapshot/make-snapshot.ts';
import type { Services } from '../../platform/context.ts';
import { editMeeting, type MeetingCommand } from '../edit-meeting.ts';
import { leaveStage } from '../facilitation/enter-stage.ts';
import { requireRunning } from '../facilitation/require-mover.ts';
import { keepEvent } from '../meeting-events.ts';
import { breakSeal } from '../record/break-seal.ts';
import { assembleMinutes } from './assemble-minutes.ts';
import { holdWords, projectWords } from './project-words.ts';
import { nextReminder } from './reminders.ts';
import { signersOf, tellOfMinutes } from './tell-of-minutes.ts';

/** So often the last words are waited for: some people never stop typing. */
const WORDS_TRIES = 8;

/** Thrown inside the transaction to give it up, make those words into rows, and try again. */
class WordsCameIn extends Error {}

/**
 * Closes a meeting and freezes its minutes as one more link of the chain of what both parties own; every party is asked to
 * ratify them. @throws Refusal FORBIDDEN for everybody but the facilitator and the leads, CONFLICT unless it takes place.
 */
export async function closeMeeting(services: Services, actor: MemberRow, command: MeetingCommand): Promise<void> {
  for (let left = WORDS_TRIES; ; left -= 1)
    try {
      await projectWords(services, actor.partnershipId, command.meetingId);
      await closeWith(services, actor, command, { allWords: left > 0 });
      break;
    } catch (error) {
      if (!(error instanceof WordsCameIn)) throw error;
    }
  // Its words are frozen with it: who has them open reads from now on.
  await services.live.recheck(actor.partnershipId);
}

/** @param allWords whether words that came in since the last projection keep it from closing. @throws WordsCameIn. */
const closeWith = (
  services: Services,
  actor: MemberRow,
  command: MeetingCommand,
  { allWords }: { allWords: boolean },
): Promise<void> =>
  editMeeting(services, actor, command, async ({ meeting, em, at }) => {
    requireRunning(meeting, actor, 'close it. Ask one of them.');
    if (!(await holdWords(em, meeting)) && allWords) throw new WordsCameIn();
    await leaveStage(em, meeting, at);
    // The seal of a pulse that a party has not answered stays: closing is no way to read what the other side said alone.
    if (meeting.pulseRevealedAt === null) await breakSeal(em, meeting, actor.id, at);
    await keepEvent(em, meeting, { kind: 'CLOSED', by: actor.id, at });
    const minutes = await assembleMinutes(em, { id: meeting.id });
    const snapshot = await makeSnapshot(em, {
      ...{ partnershipId: meeting.partnershipId, kind: 'MINUTES', subjectId: meeting.id, madeBy: actor.id, at },
      state: { ...minutes, meeting: { ...minutes.meeting, closedAt: at.toISOString() } },
    });
    Object.assign(meeting, { state: 'CLOSED', closedAt: at, minutesSnapshotId: snapshot.id });
    Object.assign(meeting, { currentStageId: null, stageEnteredAt: null });
    meeting.remindAt = await nextReminder(em, meeting, at);
    await tellOfMinutes(em, meeting, {
      ...{ kind: 'SIGNATURE_ASKED', actorId: actor.id, at, memberIds: await signersOf(em, meeting) },
      text: `${actor.name} closed meeting ${meeting.number}: read its minutes, and ratify them for your party`,
    });
    return { verb: 'closed', summary: `closed meeting ${meeting.number} and froze its minutes` };
  });

import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { conflict } from '../../platform/errors.ts';
import { editMeeting, type MeetingCommand } from '../edit-meeting.ts';
import { requireRunning } from '../facilitation/require-mover.ts';
import { breakSeal } from './break-seal.ts';

/**
 * Breaks the seal of the pulse, for everybody at once; once broken it stays so.
 * @throws Refusal FORBIDDEN for who neither facilitates nor leads a party, CONFLICT while a party has no answer, and unless the
 * meeting takes place.
 */
export async function revealPulse(services: Services, actor: MemberRow, command: MeetingCommand): Promise<void> {
  await editMeeting(services, actor, command, async ({ meeting, em, at }) => {
    requireRunning(meeting, actor, 'open the pulse. Ask one of them.');
    if (meeting.pulseRevealedAt) return null;
    const silent = await breakSeal(em, meeting, actor.id, at);
    if (silent.length > 0)
      throw conflict(`Nobody of ${silent.join(' or ')} has answered yet: it opens with an answer of every party.`);
    return { verb: 'pulseRevealed', summary: `opened the pulse of meeting ${meeting.number}` };
  });
}

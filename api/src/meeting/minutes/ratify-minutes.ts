import { requireSigner } from '../../iteration/commitment/require-signer.ts';
import type { MemberRow } from '../../partnership/membership.ts';
import { signSnapshot } from '../../partnership/snapshot/sign-snapshot.ts';
import type { Services } from '../../platform/context.ts';
import { conflict } from '../../platform/errors.ts';
import { editMeeting, type MeetingCommand } from '../edit-meeting.ts';
import { hasRatified, minutesRead, type ReadMinutes } from './read-minutes.ts';
import { nextReminder } from './reminders.ts';
import { signersOf, tellOfMinutes } from './tell-of-minutes.ts';

/**
 * Ratifies the minutes that the signer read, for their own party; an objection of it stays attached.
 * @throws Refusal FORBIDDEN for who does not sign; CONFLICT before the meeting is closed, for another hash, and a second time.
 */
export async function ratifyMinutes(
  services: Services,
  actor: MemberRow,
  command: MeetingCommand & ReadMinutes,
): Promise<void> {
  requireSigner(actor);
  await editMeeting(services, actor, command, async ({ meeting, em, at }) => {
    const minutes = await minutesRead(em, meeting, command);
    const { number } = meeting;
    const { name, id: partyId } = actor.party;
    if (await hasRatified(em, minutes, partyId))
      throw conflict(`${name} has ratified the minutes of meeting ${number} already. Add what has changed since.`);
    const missing = await signSnapshot(em, actor, minutes, at);
    meeting.remindAt = await nextReminder(em, meeting, at);
    const done = `ratified the minutes of meeting ${number} for ${name}`;
    const summary = missing.length === 0 ? `${done}: every party has` : done;
    await tellOfMinutes(em, meeting, {
      ...{ kind: 'SIGNED', actorId: actor.id, at, text: `${actor.name} ${summary}` },
      memberIds: await signersOf(em, meeting, (id) => id !== partyId),
    });
    return { verb: 'minutesRatified', summary };
  });
}

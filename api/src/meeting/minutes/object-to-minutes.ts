import { ObjectToMinutes } from '@tandem/schema/meeting/inputs';
import { v7 as uuid } from 'uuid';
import { requireSigner } from '../../iteration/commitment/require-signer.ts';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { conflict } from '../../platform/errors.ts';
import { editMeeting, type MeetingCommand } from '../edit-meeting.ts';
import { hasRatified, minutesRead, type ReadMinutes } from './read-minutes.ts';
import { nextReminder } from './reminders.ts';
import { signersOf, tellOfMinutes } from './tell-of-minutes.ts';

const INSERT = `insert into minutes_objection (id, partnership_id, meeting_id, snapshot_id, party_id, member_id, text, hash, at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/**
 * Attaches what the signer’s party finds wrong to the minutes that they read: the minutes stay as they are.
 * @throws Refusal FORBIDDEN for who does not sign, BAD_USER_INPUT; CONFLICT before the meeting is closed, for another hash, and
 * once the party has ratified them.
 */
export async function objectToMinutes(
  services: Services,
  actor: MemberRow,
  command: MeetingCommand & ReadMinutes & { text: string },
): Promise<void> {
  requireSigner(actor);
  const { text } = parseInput(ObjectToMinutes, command);
  await editMeeting(services, actor, command, async ({ meeting, em, at }) => {
    const minutes = await minutesRead(em, meeting, command);
    const { number, partnershipId, id } = meeting;
    const { name, id: partyId } = actor.party;
    if (await hasRatified(em, minutes, partyId))
      throw conflict(`${name} has ratified the minutes of meeting ${number}. Add to them instead.`);
    await em.execute(INSERT, [uuid(), partnershipId, id, minutes.id, partyId, actor.id, text, minutes.hash, at]);
    meeting.remindAt = await nextReminder(em, meeting, at);
    const done = `objected to the minutes of meeting ${number} for ${name}`;
    await tellOfMinutes(em, meeting, {
      ...{ kind: 'MINUTES_OBJECTED', actorId: actor.id, at, text: `${actor.name} ${done}: ${text}` },
      memberIds: await signersOf(em, meeting, (other) => other !== partyId),
    });
    return { verb: 'minutesObjected', summary: done };
  });
}

import { type MemberRow, requireLead } from '../../partnership/membership.ts';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Services } from '../../platform/context.ts';
import { lockCalendar } from '../lock-calendar.ts';

const END = 'delete from meeting_slot where partnership_id = ? returning 1';

/** What is in the calendar stays there. @throws Refusal FORBIDDEN for everybody but leads. */
export async function endMeetingSlot(
  services: Services,
  actor: MemberRow,
  { mutationId }: { mutationId: string },
): Promise<void> {
  requireLead(actor);
  const { partnershipId } = actor;
  await recordChange(services, { partnershipId, actorId: actor.id, mutationId }, async (em) => {
    await lockCalendar(em, partnershipId);
    const ended = await em.execute<object[]>(END, [partnershipId]);
    if (ended.length === 0) return { unchanged: partnershipId };
    const summary = 'ended the slot of the meetings';
    return { kind: 'meeting.slotEnded', nodeType: 'Partnership', nodeId: partnershipId, summary };
  });
}

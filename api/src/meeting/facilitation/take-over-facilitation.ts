import type { MemberId } from '@tandem/schema/ids';
import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { conflict } from '../../platform/errors.ts';
import { editMeeting, type MeetingCommand } from '../edit-meeting.ts';
import { keepEvent } from '../meeting-events.ts';
import { requireTakingPlace } from './require-mover.ts';

/**
 * Takes facilitation from somebody who has no page of the workspace open, on any node; somebody has to want it. When another
 * facilitates by now, nothing happens.
 * @throws Refusal FORBIDDEN for an observer, NOT_FOUND, CONFLICT while they are connected, and unless it takes place.
 */
export async function takeOverFacilitation(
  services: Services,
  actor: MemberRow,
  command: MeetingCommand & { fromMemberId: string },
): Promise<void> {
  const from = command.fromMemberId.toLowerCase() as MemberId;
  // Other nodes are asked, which takes a moment: not under the meeting's lock.
  const isHere = await services.live.lobbies.isHere(actor.partnershipId, from);
  await editMeeting(services, actor, command, async ({ meeting, em, at }) => {
    requireTakingPlace(meeting);
    if (meeting.facilitatorId !== from || from === actor.id) return null;
    if (isHere) throw conflict('Who facilitates is connected. Ask them to hand it over.');
    meeting.facilitatorId = actor.id;
    await keepEvent(em, meeting, { kind: 'TAKEN_OVER', by: actor.id, at, to: actor.id });
    return { verb: 'facilitationTakenOver', summary: `took meeting ${meeting.number} over` };
  });
}

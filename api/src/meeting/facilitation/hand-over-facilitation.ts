import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId } from '@tandem/schema/ids';
import { CAN_WRITE, type Role } from '@tandem/schema/partnership/rules';
import { validate as isUuid } from 'uuid';
import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { badInput, forbidden, notFound } from '../../platform/errors.ts';
import { editMeeting, type MeetingCommand } from '../edit-meeting.ts';
import { keepEvent } from '../meeting-events.ts';
import { requireTakingPlace } from './require-mover.ts';

interface Named {
  id: MemberId;
  name: string;
  role: Role;
}
const MEMBER = `select m.id, p.name, m.role from member m join person p on p.id = m.person_id
  where m.partnership_id = ? and m.id = ? and m.left_at is null`;

/** @throws Refusal FORBIDDEN for who does not facilitate, NOT_FOUND, BAD_USER_INPUT for an observer, CONFLICT. */
export const handOverFacilitation = (
  services: Services,
  actor: MemberRow,
  command: MeetingCommand & { memberId: string },
): Promise<void> =>
  editMeeting(services, actor, command, async ({ meeting, em, at }) => {
    requireTakingPlace(meeting);
    if (meeting.facilitatorId !== actor.id)
      throw forbidden('Only who facilitates hands it over. Ask them, or take it over when their connection is lost.');
    const to = await memberNamed(em, actor, command.memberId);
    if (to.id === actor.id) return null;
    meeting.facilitatorId = to.id;
    await keepEvent(em, meeting, { kind: 'HANDED_OVER', by: actor.id, at, to: to.id });
    return { verb: 'facilitationHandedOver', summary: `handed meeting ${meeting.number} over to ${to.name}` };
  });

async function memberNamed(em: EntityManager, { partnershipId }: MemberRow, memberId: string): Promise<Named> {
  const [member] = isUuid(memberId) ? await em.execute<Named[]>(MEMBER, [partnershipId, memberId]) : [];
  if (!member) throw notFound('member');
  if (!CAN_WRITE.has(member.role))
    throw badInput('memberId', 'Observers read and do not facilitate. Choose somebody else.');
  return member;
}

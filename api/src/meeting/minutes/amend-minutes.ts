import { AmendMinutes } from '@tandem/schema/meeting/inputs';
import { v7 as uuid } from 'uuid';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { editMeeting, type MeetingCommand } from '../edit-meeting.ts';
import { requireClosed } from './read-minutes.ts';

const HIGHEST = 'select coalesce(max(number), 0)::int as number from minutes_amendment where meeting_id = ?';
const INSERT =
  'insert into minutes_amendment (id, partnership_id, meeting_id, number, text, member_id, at) values (?, ?, ?, ?, ?, ?, ?)';

/** Adds to frozen minutes, which stay as they are. @throws Refusal FORBIDDEN, BAD_USER_INPUT, CONFLICT before they are frozen. */
export async function amendMinutes(
  services: Services,
  actor: MemberRow,
  command: MeetingCommand & { text: string },
): Promise<void> {
  const { text } = parseInput(AmendMinutes, command);
  await editMeeting(services, actor, command, async ({ meeting, em, at }) => {
    requireClosed(meeting);
    const { partnershipId, id } = meeting;
    const [highest] = await em.execute<{ number: number }[]>(HIGHEST, [id]);
    await em.execute(INSERT, [uuid(), partnershipId, id, (highest?.number ?? 0) + 1, text, actor.id, at]);
    return { verb: 'minutesAmended', summary: `added to the minutes of meeting ${meeting.number}` };
  });
}

import type { MemberRow } from '../partnership/membership.ts';
import type { Context, Services } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { actorOnMeeting, loadMeetings, type MeetingRow } from './meeting-rows.ts';

/** Runs a command on a meeting as the viewer. @returns the meeting as it stands afterwards. */
export async function edited<Input extends { meetingId: string }>(
  context: Context,
  input: Input,
  command: (services: Services, actor: MemberRow, input: Input) => Promise<unknown>,
): Promise<{ meeting: MeetingRow }> {
  await command(context.services, await actorOnMeeting(context, input.meetingId), input);
  return meetingAfter(context, input.meetingId);
}

export async function meetingAfter(context: Context, meetingId: string): Promise<{ meeting: MeetingRow }> {
  const meeting = (await loadMeetings(context, [meetingId])).get(meetingId.toLowerCase());
  if (!meeting) throw notFound('meeting');
  return { meeting };
}

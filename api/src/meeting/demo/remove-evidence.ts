import { validate as isUuid } from 'uuid';
import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { editMeeting } from '../edit-meeting.ts';
import type { DemoCommand } from './edit-demo.ts';
import { openDemo } from './evidence.ts';

const REMOVE = `update demo_evidence set removed_at = ?
  where meeting_id = ? and story_id = ? and id = ? and removed_at is null returning title`;

/** Takes it away. @throws Refusal as editMeeting, NOT_FOUND when it is not there (any more), CONFLICT once the meeting is closed. */
export async function removeEvidence(
  services: Services,
  actor: MemberRow,
  command: DemoCommand & { evidenceId: string },
): Promise<void> {
  await editMeeting(services, actor, command, async (editing) => {
    const { storyId, key } = await openDemo(editing, command.storyId);
    const { meeting, em, at } = editing;
    const [gone] = isUuid(command.evidenceId)
      ? await em.execute<{ title: string }[]>(REMOVE, [at, meeting.id, storyId, command.evidenceId])
      : [];
    if (!gone) throw notFound('link or screenshot');
    return { verb: 'evidenceRemoved', summary: `took “${gone.title}” away from the demo of ${key}` };
  });
}

import { ScreenshotTitle } from '@tandem/schema/meeting/inputs';
import { validate as isUuid } from 'uuid';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { editMeeting } from '../edit-meeting.ts';
import type { DemoCommand } from './edit-demo.ts';
import { addEvidence, openDemo } from './evidence.ts';

// Held until the evidence is there, so that an upload elsewhere does not tidy it away.
const OWN = 'select id from stored_file where partnership_id = ? and id = ? and uploaded_by = ? for key share';

/**
 * Adds a picture that the actor has uploaded. @throws Refusal as editMeeting, NOT_FOUND for a file that they did not upload
 * here, CONFLICT past the most of one demo and once the meeting is closed.
 */
export async function addScreenshot(
  services: Services,
  actor: MemberRow,
  command: DemoCommand & { fileId: string; title: string },
): Promise<void> {
  const { title } = parseInput(ScreenshotTitle, command);
  await editMeeting(services, actor, command, async (editing) => {
    const demo = await openDemo(editing, command.storyId);
    const { meeting, em, at } = editing;
    const [file] = isUuid(command.fileId)
      ? await em.execute<{ id: string }[]>(OWN, [actor.partnershipId, command.fileId, actor.id])
      : [];
    if (!file) throw notFound('file');
    const evidence = { kind: 'SCREENSHOT', title, url: null, fileId: file.id } as const;
    await addEvidence(em, meeting, demo, evidence, { by: actor.id, at });
    return { verb: 'evidenceAdded', summary: `added a screenshot to the demo of ${demo.key}: ${title}` };
  });
}

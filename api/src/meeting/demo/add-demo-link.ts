import { DemoLink } from '@tandem/schema/meeting/inputs';
import type { EvidenceKind } from '@tandem/schema/meeting/rules';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { badInput } from '../../platform/errors.ts';
import { editMeeting } from '../edit-meeting.ts';
import type { DemoCommand } from './edit-demo.ts';
import { addEvidence, openDemo } from './evidence.ts';

/**
 * Adds where something can be tried, or where its demo was recorded. @throws Refusal as editMeeting, BAD_USER_INPUT for anything
 * but an http or https address, CONFLICT past the most of one demo and once the meeting is closed.
 */
export async function addDemoLink(
  services: Services,
  actor: MemberRow,
  command: DemoCommand & { kind: EvidenceKind; url: string; title: string },
): Promise<void> {
  const { url, title } = parseInput(DemoLink, command);
  const { kind } = command;
  if (kind === 'SCREENSHOT')
    throw badInput('kind', 'A screenshot is kept here: upload it to /files, then add it by its id.');
  await editMeeting(services, actor, command, async (editing) => {
    const demo = await openDemo(editing, command.storyId);
    const { meeting, em, at } = editing;
    await addEvidence(em, meeting, demo, { kind, title, url, fileId: null }, { by: actor.id, at });
    const what = kind === 'RECORDING' ? 'a recording' : 'a link';
    return { verb: 'evidenceAdded', summary: `added ${what} to the demo of ${demo.key}: ${title}` };
  });
}

import type { MemberRow } from '../../partnership/membership.ts';
import type { Context, Services } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { edited } from '../meeting-after.ts';
import type { MeetingRow } from '../meeting-rows.ts';
import { type DemoRow, demosOf } from './demo-rows.ts';
import type { DemoCommand } from './edit-demo.ts';

/** Runs a command on a demo as the viewer. @returns the demo and its meeting as they stand afterwards. */
export async function editedDemo<Input extends DemoCommand>(
  context: Context,
  input: Input,
  command: (services: Services, actor: MemberRow, input: Input) => Promise<unknown>,
): Promise<{ meeting: MeetingRow; demo: DemoRow }> {
  const { meeting } = await edited(context, input, command);
  const demo = (await demosOf(context, meeting)).find(({ storyId }) => storyId === input.storyId.toLowerCase());
  if (!demo) throw notFound('demo');
  return { meeting, demo };
}

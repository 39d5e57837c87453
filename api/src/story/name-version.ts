import { NameVersion } from '@tandem/schema/story/inputs';
import type { MemberRow } from '../partnership/membership.ts';
import { parseInput } from '../platform/auth/parse-input.ts';
import type { Services } from '../platform/context.ts';
import { editStory, type StoryCommand } from './edit-story.ts';
import { checkMoment } from './story-moments.ts';

const NAME = `insert into document_version as v (document_id, seq, name, made_by, at) values (?, ?, ?, ?, ?)
  on conflict (document_id, seq) do update set name = excluded.name, made_by = excluded.made_by, at = excluded.at
  where v.name <> excluded.name returning seq`;

/** Names a moment of the story's words, so that it is found again. @throws Refusal BAD_USER_INPUT, NOT_FOUND, FORBIDDEN. */
export async function nameVersion(
  services: Services,
  actor: MemberRow,
  command: StoryCommand & { name: string; seq?: number | null },
): Promise<void> {
  const { name } = parseInput(NameVersion, command);
  await editStory(services, actor, command, async (story, em) => {
    const seq = await checkMoment(services, story.id, command.seq, { field: 'seq' });
    const named = await em.execute(NAME, [story.id, seq, name, actor.id, services.clock.now()]);
    if (named.length === 0) return null;
    return { verb: 'versionNamed', summary: `named a version of ${story.key}: ${name}` };
  });
}

import { randomUUID } from 'node:crypto';
import { iterationWeekOf, weekAfter } from '@tandem/schema/iteration/iso-week';
import type { Person, TestPartnership } from './people.ts';

const WEEKS = `query ($slug: String!) { partnership(slug: $slug) { iterations(first: 100) { edges { node { isoWeek committedAt } } } } }`;
const payload = 'iteration { id proposal { id hash } }';
const operation = (name: string): string =>
  `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${payload} } }`;

interface Week {
  id: string;
  proposal: { id: string; hash: string } | null;
}
const does = async (by: Person, name: string, input: object): Promise<Week> =>
  (
    await by.gql<Record<string, { iteration: Week }>>(operation(name), {
      input: { mutationId: randomUUID(), ...input },
    })
  )[name]?.iteration as Week;

/**
 * Commits stories that are READY: plans them for the first week from `now` on that is not committed, which both leads sign.
 * @returns the week's id.
 */
export async function commitStories(
  { id, slug, client, vendor }: TestPartnership,
  stories: readonly { id: string }[],
  now = new Date(),
): Promise<string> {
  const { partnership } = await client.gql<{
    partnership: { iterations: { edges: { node: { isoWeek: string; committedAt: string | null } }[] } };
  }>(WEEKS, { slug });
  const taken = new Set(
    partnership.iterations.edges.flatMap(({ node }) => (node.committedAt === null ? [] : [node.isoWeek])),
  );
  // A day later, so that no zone is behind it.
  let isoWeek = iterationWeekOf(new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10), 1);
  while (taken.has(isoWeek)) isoWeek = weekAfter(isoWeek, 1);
  const { id: iterationId } = await does(vendor, 'planIteration', { partnershipId: id, isoWeek });
  await does(vendor, 'setCapacity', { iterationId, points: 20 });
  for (const story of stories) await does(client, 'planStory', { iterationId, storyId: story.id });
  const { proposal } = await does(vendor, 'proposeCommitment', { iterationId });
  await does(client, 'signCommitment', { iterationId, snapshotId: proposal?.id, hash: proposal?.hash });
  return iterationId;
}

import { randomUUID } from 'node:crypto';
import { createStory, type Person, type TestPartnership } from './people.ts';

interface Criterion {
  id: string;
  version: number;
  text: string;
}

const READ = `query ($id: ID!) {
  node(id: $id) { ... on Story { state estimate criteria { id version text } } }
}`;
const AGREE = 'mutation ($input: AgreeToCriteriaInput!) { agreeToCriteria(input: $input) { story { state } } }';
const ESTIMATE = 'mutation ($input: EstimateStoryInput!) { estimateStory(input: $input) { story { state } } }';

export const criteriaOf = async (by: Person, storyId: string): Promise<Criterion[]> =>
  (await by.gql<{ node: { criteria: Criterion[] } }>(READ, { id: storyId })).node.criteria;

/** Agrees to all criteria as they stand, for the party of `by`. */
export async function agreeToAll(by: Person, storyId: string): Promise<void> {
  const criteria = (await criteriaOf(by, storyId)).map(({ id, ...read }) => ({ criterionId: id, ...read }));
  await by.gql(AGREE, { input: { mutationId: randomUUID(), storyId, criteria } });
}

/** Makes a story READY: estimated with 3 points where it has no estimate, every criterion agreed by both. @throws Error. */
export async function makeReady(
  { client, vendor }: Pick<TestPartnership, 'client' | 'vendor'>,
  story: { id: string },
): Promise<void> {
  const { node } = await vendor.gql<{ node: { estimate: number | null } }>(READ, { id: story.id });
  if (node.estimate === null)
    await vendor.gql(ESTIMATE, { input: { mutationId: randomUUID(), storyId: story.id, points: 3 } });
  for (const person of [client, vendor]) await agreeToAll(person, story.id);
  const after = await client.gql<{ node: { state: string } }>(READ, { id: story.id });
  if (after.node.state !== 'READY')
    throw new Error(`The story is ${after.node.state}: it needs at least one criterion.`);
}

/** A story that is READY. */
export async function createReadyStory(
  partnership: TestPartnership,
  story: Parameters<typeof createStory>[2] = {},
): Promise<{ id: string; key: string }> {
  const made = await createStory(partnership.client, partnership.id, { criteria: ['It is seen'], ...story });
  await makeReady(partnership, made);
  return made;
}

import { randomUUID } from 'node:crypto';
import type { Answer } from '../kit/graphql-client.ts';
import type { Person, TestPartnership } from '../kit/people.ts';
import { createReadyStory } from '../kit/ready-stories.ts';
import { change as changeIteration } from './iteration-kit.ts';

/** What the tests read of a commitment. */
export interface CommitmentNode {
  id: string;
  revision: number;
  state: string;
  hash: string;
  previousHash: string | null;
  content: string;
  proposedBy: { name: string };
  points: number;
  capacity: number | null;
  budget: { amount: string; currency: string | null } | null;
  goals: { goalId: string; text: string }[];
  stories: {
    storyId: string;
    key: string;
    title: string;
    points: number | null;
    criteria: {
      criterionId: string;
      version: number;
      text: string;
      agreements: { party: { kind: string }; member: { name: string } }[];
    }[];
    story: { state: string } | null;
  }[];
  declined: { key: string; party: { kind: string }; reason: string }[];
  signatures: { party: { kind: string }; member: { name: string }; hash: string }[];
  missing: { kind: string }[];
  changesSince: {
    kind: string;
    sentence: string;
    storyId: string | null;
    criterionId: string | null;
    diff: { kind: string; text: string }[];
  }[];
}

export interface ScopeChangeNode {
  kind: string;
  story: { key: string; state: string };
  newStory: { key: string } | null;
  askedBy: { name: string };
  madeBy: { name: string };
  reason: string;
  pointsBefore: number | null;
  pointsAfter: number | null;
}

/** A week with what was signed for it. */
export interface SignedWeek {
  id: string;
  isoWeek: string;
  committedPoints: number | null;
  plannedPoints: number;
  commitment: CommitmentNode | null;
  proposal: CommitmentNode | null;
  proposals: { id: string; revision: number; state: string }[];
  scopeChanges: ScopeChangeNode[];
  stories: { state: string; points: number | null; story: { id: string; key: string; state: string } }[];
}

const WEEK = `fragment C on Commitment {
  id revision state hash previousHash content proposedBy { name } points capacity budget { amount currency }
  goals { goalId text }
  stories { storyId key title points story { state }
    criteria { criterionId version text agreements { party { kind } member { name } } } }
  declined { key party { kind } reason } signatures { party { kind } member { name } hash } missing { kind }
  changesSince { kind sentence storyId criterionId diff { kind text } }
}
fragment W on Iteration {
  id isoWeek committedPoints plannedPoints commitment { ...C } proposal { ...C } proposals { id revision state }
  scopeChanges {
    kind story { key state } newStory { key } askedBy { name } madeBy { name } reason pointsBefore pointsAfter
  }
  stories { state points story { id key state } }
}`;

export type CommitmentMutation =
  | 'proposeCommitment'
  | 'signCommitment'
  | 'withdrawProposal'
  | 'addToScope'
  | 'removeFromScope'
  | 'reestimateStory';

const textOf = (name: CommitmentMutation): string =>
  `${WEEK} mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { iteration { ...W } } }`;

/** The week after a mutation. @throws RefusedError. */
export async function act(by: Person, name: CommitmentMutation, input: object): Promise<SignedWeek> {
  const data = await by.gql<Record<string, { iteration: SignedWeek }>>(textOf(name), {
    input: { mutationId: randomUUID(), ...input },
  });
  return (data[name] as { iteration: SignedWeek }).iteration;
}

type Refused = Answer<unknown>['errors'][0];

/** The first error of a mutation that is to be refused. @throws Error when it was not. */
export async function refused(by: Person, name: CommitmentMutation, input: object): Promise<Refused> {
  const { errors } = await by.ask(textOf(name), { input: { mutationId: randomUUID(), ...input } });
  if (!errors[0]) throw new Error(`${name} was not refused`);
  return errors[0];
}

const READ = `${WEEK} query ($id: ID!) { node(id: $id) { ...W } }`;

export const readWeek = async (by: Person, id: string): Promise<SignedWeek> =>
  (await by.gql<{ node: SignedWeek }>(READ, { id })).node;

export interface PlannedWeek {
  id: string;
  isoWeek: string;
  stories: { id: string; key: string }[];
}

/** A week with a capacity of 20 and ready stories of these points. */
export async function plannedWeek(
  p: TestPartnership,
  isoWeek: string,
  points: number[] = [3, 5],
): Promise<PlannedWeek> {
  const { id } = await changeIteration(p.vendor, 'planIteration', { partnershipId: p.id, isoWeek });
  await changeIteration(p.vendor, 'setCapacity', { iterationId: id, points: 20 });
  const stories = [];
  for (const [i, estimate] of points.entries()) {
    const criteria = ['A late bus turns amber', 'The dispatcher calls the driver in one action'];
    const story = await createReadyStory(p, { title: `Story ${i + 1}`, criteria, estimate });
    await changeIteration(p.client, 'planStory', { iterationId: id, storyId: story.id });
    stories.push(story);
  }
  return { id, isoWeek, stories };
}

export const propose = (by: Person, { id }: { id: string }): Promise<SignedWeek> =>
  act(by, 'proposeCommitment', { iterationId: id });

/** Signs the open proposal of a week. */
export async function sign(by: Person, { id }: { id: string }): Promise<SignedWeek> {
  const { proposal } = await readWeek(by, id);
  if (!proposal) throw new Error('nothing is proposed');
  return act(by, 'signCommitment', { iterationId: id, snapshotId: proposal.id, hash: proposal.hash });
}

/** A planned week that both leads have signed. */
export async function committedWeek(p: TestPartnership, isoWeek: string, points?: number[]): Promise<PlannedWeek> {
  const week = await plannedWeek(p, isoWeek, points);
  await propose(p.vendor, week);
  await sign(p.client, week);
  return week;
}

import { fillSample } from '@tandem/api/sample/fill-sample';
import { createSignInLink } from '@tandem/api/platform/auth/sign-in-link';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GraphQLClient } from '../kit/graphql-client.ts';
import type { TestServer } from '../kit/server.ts';
import { serverAt } from './iteration-kit.ts';

interface SampleWeek {
  isoWeek: string;
  phase: string;
  capacity: number;
  committedPoints: number;
  plannedPoints: number;
  acceptedPoints: number;
  goals: { text: string; outcomes: { outcome: string }[] }[];
  budget: { spent: number; warning: string };
  commitment: { state: string; signatures: { member: { name: string } }[]; declined: { key: string }[] } | null;
  scopeChanges: { kind: string; reason: string; askedBy: { name: string } }[];
  stories: { state: string; story: { state: string } }[];
}

const WEEKS = `query ($slug: String!) { partnership(slug: $slug) { iterations(first: 20) { edges { node {
  isoWeek phase capacity committedPoints plannedPoints acceptedPoints goals { text outcomes { outcome } } budget { spent warning }
  commitment { state signatures { member { name } } declined { key } } scopeChanges { kind reason askedBy { name } }
  stories { state story { state } }
} } } } }`;

// The hardest moments: the week has just begun, and it is over but for an hour.
describe.each([
  ['on a Monday before anybody is up', '2026-11-23T00:10:00Z', '2026-W48'],
  ['on a Sunday evening', '2026-11-22T22:50:00Z', '2026-W47'],
])('the sample’s weeks %s', (_when, now, thisWeek) => {
  let server: TestServer;
  let weeks: SampleWeek[];
  beforeAll(async () => {
    server = await serverAt(now);
    const [guide] = await fillSample(server.services, () => undefined);
    const person = new GraphQLClient(server.url);
    const url = await createSignInLink(server.services, guide?.personId ?? ('' as never));
    await person.gql(
      'mutation ($input: SignInWithLinkInput!) { signInWithLink(input: $input) { viewer { person { id } } } }',
      { input: { token: url.split('#')[1] } },
    );
    const { viewer } = await person.gql<{ viewer: { memberships: { partnership: { slug: string } }[] } }>(
      '{ viewer { memberships { partnership { slug } } } }',
    );
    const { slug } = viewer.memberships[0]?.partnership ?? { slug: '' };
    const { partnership } = await person.gql<{
      partnership: { iterations: { edges: { node: SampleWeek }[] } };
    }>(WEEKS, { slug });
    weeks = partnership.iterations.edges.map(({ node }) => node).sort((a, b) => (a.isoWeek < b.isoWeek ? -1 : 1));
  });
  afterAll(() => server.close());

  test('are six finished ones and the one that runs, each signed by both parties', () => {
    expect(weeks.map(({ phase }) => phase)).toEqual([...Array(6).fill('FINISHED'), 'CURRENT']);
    expect(weeks.at(-1)?.isoWeek).toBe(thisWeek);
    for (const { commitment } of weeks) {
      expect(commitment?.state).toBe('IN_FORCE');
      expect(commitment?.signatures).toHaveLength(2);
    }
  });

  test('have the figures of a team that learns to say what it can do', () => {
    const past = weeks.slice(0, 6);
    expect(past.map(({ committedPoints }) => committedPoints)).toEqual([14, 16, 15, 18, 17, 19]);
    expect(past.map(({ acceptedPoints }) => acceptedPoints)).toEqual([9, 12, 13, 14, 16, 17]);
    expect(weeks[6]).toMatchObject({ capacity: 20, committedPoints: 18, acceptedPoints: 0 });
  });

  test('have goals that both parties called, a budget, and a ledger with reasons', () => {
    for (const { goals, budget } of weeks.slice(0, 6)) {
      expect(goals.length).toBeGreaterThan(0);
      for (const { text, outcomes } of goals) expect([text, outcomes.length]).toEqual([text, 2]);
      expect(budget.spent).toBeGreaterThan(10_000);
    }
    const ledger = weeks.flatMap(({ scopeChanges }) => scopeChanges);
    expect(new Set(ledger.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(2);
    for (const { reason } of ledger) expect(reason.length).toBeGreaterThan(20);
    expect(weeks[6]?.commitment?.declined).toHaveLength(1);
  });

  test('leave no story in a state that its week does not explain', async () => {
    const stray = await server.database.query(
      `select s.key, s.state from story s where s.state in ('COMMITTED', 'IN_PROGRESS', 'DELIVERED', 'ACCEPTED', 'RETURNED')
       and not exists (select 1 from story_iteration r join iteration i on i.id = r.iteration_id
         where r.story_id = s.id and r.iteration_id = s.iteration_id and r.state in ('COMMITTED', 'ADDED')
           and i.commitment_snapshot_id is not null)`,
    );
    expect(stray).toEqual([]);
    const ahead = await server.database.query('select 1 from story_transition where at > $1', server.clock.now());
    expect(ahead).toEqual([]);
    const states = new Set(weeks[6]?.stories.map(({ story }) => story.state));
    expect([...states]).toEqual(expect.arrayContaining(['COMMITTED', 'IN_PROGRESS', 'DELIVERED']));
  });
});

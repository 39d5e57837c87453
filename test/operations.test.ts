import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RefusedError } from './kit/graphql-client.ts';
import { agreement } from './operations/agreement.ts';
import { commitment } from './operations/commitment.ts';
import { concern } from './operations/concern.ts';
import { foundation, leaving } from './operations/foundation.ts';
import { iteration } from './operations/iteration.ts';
import { meetingRecord } from './operations/meeting-record.ts';
import { meetingDemo } from './operations/meeting-demo.ts';
import { meetingMinutes } from './operations/meeting-minutes.ts';
import { meetingAgenda } from './operations/meeting-agenda.ts';
import { notification } from './operations/notification.ts';
import { promise } from './operations/promise.ts';
import type { Row } from './operations/row.ts';
import { story } from './operations/story.ts';
import { standup } from './operations/standup.ts';
import { ACTORS, type Actor, makeWorld, type World } from './operations/world.ts';

const OPERATIONS: Record<string, Row> = {
  ...foundation,
  ...agreement,
  ...iteration,
  ...story,
  ...commitment,
  ...meetingDemo,
  ...meetingRecord,
  ...notification,
  ...standup,
  ...concern,
  ...promise,
  ...meetingMinutes,
  ...meetingAgenda,
  ...leaving,
};

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(async () => {
  await Promise.all(Object.values(world.actors).map((actor) => actor.close()));
  await world.server.close();
});

test('no operation of the contract is missing from the table', () => {
  const schema = buildSchema(readFileSync(new URL('../schema/schema.graphql', import.meta.url), 'utf8'));
  const inContract = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((root) =>
    Object.keys(root?.getFields() ?? {}).map((field) => `${root?.name}.${field}`),
  );
  expect(Object.keys(OPERATIONS).toSorted()).toEqual(inContract.toSorted());
});

/** Its outcome for one actor. */
async function tryAs(actor: Actor, { document, variables, live }: Row): Promise<string> {
  const client = world.actors[actor];
  const values = await variables?.(world, actor);
  try {
    if (live) await client.overSocket(document, values);
    else await client.gql(document, values);
    return 'ok';
  } catch (error) {
    if (error instanceof RefusedError) return error.code;
    throw error;
  }
}

describe('what each may do', () => {
  test.each(Object.entries(OPERATIONS))('%s', async (_name, row) => {
    const seen: Record<string, string> = {};
    // One after another: what one actor does must not be in the way of the next.
    for (const actor of ACTORS) seen[actor] = await tryAs(actor, row);
    expect(seen).toEqual(Object.fromEntries(ACTORS.map((actor, index) => [actor, row.outcomes[index]])));
  });
});

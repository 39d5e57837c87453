import { recordChange } from '@tandem/api/platform/changes/record-change';
import type { PartnershipId } from '@tandem/schema/ids';
import { expect, test } from 'vitest';
import { partnershipWithTwoParties } from '../kit/people.ts';
import { startServer } from '../kit/server.ts';

const LOCK = 'select id from party where id = ? for update';

test('two changes that wait for each other’s rows both come through, and each is recorded once', async () => {
  const server = await startServer();
  const p = await partnershipWithTwoParties(server);
  const partnershipId = p.id as PartnershipId;
  const recorded = () =>
    server.database.query<{ summary: string; seq: number }>(
      `select summary, seq from change_event where partnership_id = $1 and summary like 'locked %' order by seq`,
      p.id,
    );
  try {
    let both = 0;
    const { promise: bothHoldOne, resolve } = Promise.withResolvers<void>();
    let attempts = 0;
    const lock = (first: string, second: string, summary: string) =>
      recordChange(server.services, { partnershipId, actorId: null, mutationId: null }, async (em) => {
        attempts += 1;
        await em.execute(LOCK, [first]);
        both += 1;
        if (both === 2) resolve();
        await bothHoldOne;
        await em.execute(LOCK, [second]);
        return { kind: 'partnership.updated', nodeType: 'Partnership', nodeId: partnershipId, summary };
      });
    await Promise.all([
      lock(p.clientPartyId, p.vendorPartyId, 'locked the client first'),
      lock(p.vendorPartyId, p.clientPartyId, 'locked the vendor first'),
    ]);
    expect(attempts).toBe(3);
    const changes = await recorded();
    expect(changes.map(({ summary }) => summary).sort()).toEqual([
      'locked the client first',
      'locked the vendor first',
    ]);
    expect((changes[1]?.seq ?? 0) - (changes[0]?.seq ?? 0)).toBe(1);
  } finally {
    await p.close();
    await server.close();
  }
});

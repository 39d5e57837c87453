import { Connection } from '@tandem/api/live/connection';
import { DocumentClocks } from '@tandem/api/live/document-clocks';
import type { DocumentAccess } from '@tandem/api/live/document-kind';
import { DurableCopies } from '@tandem/api/live/durable-copies';
import { DocumentSync } from '@tandem/api/live/live.type';
import { Rates } from '@tandem/api/live/rates';
import { Room } from '@tandem/api/live/room';
import { sendSync } from '@tandem/api/live/sync';
import type { Context } from '@tandem/api/platform/context';
import type { SqlRunner } from '@tandem/api/platform/db/sql';
import type { DocumentId, PartnershipId } from '@tandem/schema/ids';
import { expect, test } from 'vitest';

/** More steps than lie between a row's arrival and the event's leaving. */
const STEPS = 12;

const access = { member: { id: 'm', partyId: 'p' }, writable: true } as unknown as DocumentAccess;
const connect = (clientId: number): Connection =>
  new Connection({ viewer: null } as Context, access, clientId, new Rates(null), () => undefined);

test('[LP1] the first event is DocumentSync, in whichever step of it another opening lets a relay out', async () => {
  for (let step = 0; step < STEPS; step++) {
    const room = new Room('d' as DocumentId, 'p' as PartnershipId, DocumentClocks.of(null, []), 0);
    const opening = connect(1);
    room.join(opening);
    const row = { partnership_id: 'p', kind: 'story', seq: 0, snapshot: null, updates: [] };
    const { promise, resolve } = Promise.withResolvers<typeof row>();
    const sql = { row: () => promise } as unknown as SqlRunner;
    const sent = sendSync({ sql, copies: new DurableCopies(sql) }, room, opening, new Map());
    room.accept([{ bytes: Uint8Array.of(0, 0), text: 'AAA=', signature: null, sign: null }], [], null);
    resolve(row);
    for (let passed = 0; passed < step; passed++) await Promise.resolve();
    room.join(connect(2));
    await sent;
    expect(opening.stream.take(), `step ${step}`).toBeInstanceOf(DocumentSync);
  }
});

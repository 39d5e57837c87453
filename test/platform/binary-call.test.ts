import { randomUUID } from 'node:crypto';
import {
  arrayBytes,
  arrayOf,
  type BinaryStatement,
  instantBytes,
  OID,
  uuidBytes,
} from '@tandem/api/platform/db/binary-call';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../kit/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const SAID: BinaryStatement = {
  name: 'test_said',
  text: `select $1, encode($2, 'hex'), $3, $4 = '2026-11-28 23:00:00.123+00', cardinality($5), encode($5[2], 'hex'), $6[1], $6[2]`,
  types: [OID.uuid, OID.bytea, OID.uuid, OID.timestamptz, arrayOf(OID.bytea), arrayOf(OID.uuid)],
};
const LENGTH: BinaryStatement = { name: 'test_length', text: 'select 8 / length($1)', types: [OID.bytea] };

test('bytes arrive as they are, with ids, instants, arrays and nulls', async () => {
  const connection = server.services.sql.dedicated();
  const id = randomUUID();
  const bytes = Buffer.from([0, 255, 39, 92, 128]);
  for (let time = 0; time < 2; time++)
    expect(
      await connection.call(
        SAID,
        uuidBytes(id),
        bytes,
        null,
        instantBytes(new Date('2026-11-28T23:00:00.123Z')),
        arrayBytes(OID.bytea, [new Uint8Array(0), bytes]),
        arrayBytes(OID.uuid, [uuidBytes(id), null]),
      ),
    ).toEqual([[id, '00ff275c80', null, 't', '2', '00ff275c80', id, null]]);
  connection.release();
});

test('after a refusal the connection takes the next call, also of the statement that was refused', async () => {
  const connection = server.services.sql.dedicated();
  for (let time = 0; time < 2; time++) {
    await expect(connection.call(LENGTH, new Uint8Array(0))).rejects.toMatchObject({ code: '22012' });
    expect(await connection.call(LENGTH, new Uint8Array(4))).toEqual([['2']]);
  }
  connection.release();
});

test('a connection that ends under a call fails it, and the next call has another', async () => {
  const connection = server.services.sql.dedicated();
  const PID: BinaryStatement = { name: 'test_pid', text: 'select pg_backend_pid()', types: [] };
  const [[pid = null] = []] = await connection.call(PID);
  await server.database.query('select pg_terminate_backend($1)', Number(pid));
  await connection.call(PID).catch(() => undefined);
  const [[next = null] = []] = await connection.call(PID);
  expect(next).not.toBe(pid);
  connection.release();
});

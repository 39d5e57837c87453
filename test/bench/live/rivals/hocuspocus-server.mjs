// Hocuspocus with its defaults; it stores whole documents in PostgreSQL when its debounce says so, as its database extension does.
import { Server } from '@hocuspocus/server';
import pg from 'pg';
import * as Y from 'yjs';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 4 });
await pool.query('create table if not exists peer_document (name text primary key, state bytea not null)');
const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  stopOnSignals: false,
  async onLoadDocument({ document, documentName }) {
    const { rows } = await pool.query('select state from peer_document where name = $1', [documentName]);
    if (rows[0]) Y.applyUpdate(document, rows[0].state);
  },
  async onStoreDocument({ document, documentName }) {
    await pool.query(
      'insert into peer_document values ($1, $2) on conflict (name) do update set state = excluded.state',
      [documentName, Buffer.from(Y.encodeStateAsUpdate(document))],
    );
  },
});
await server.listen();
process.stdout.write(`ready ${server.address.port}\n`);

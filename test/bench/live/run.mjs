// pnpm bench:live: the live engine beside its peers in one run, to the table of targets and into RESULTS.md.
// --only typing,saturation,open,memory,kills --slices 2x10,5x50,10x200,100x2 --rounds 5 --kills 10 --servers tandem,hocuspocus --write
import { parseArgs } from 'node:util';
import { startDatabase } from './database.mjs';
import { kills } from './kills.mjs';
import { median } from './measure.mjs';
import { memory } from './memory.mjs';
import { openLong } from './open.mjs';
import { killTable, memoryTable, openTable, typingTable, write } from './report.mjs';
import { bareWs, hocuspocus, yWebsocket } from './rivals/rivals.mjs';
import { runSlice } from './slice.mjs';
import { tandem } from './tandem.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'typing,saturation,open,memory,kills' },
    slices: { type: 'string', default: '2x10,5x50,10x200,100x2' },
    servers: { type: 'string', default: 'tandem,hocuspocus,y-websocket,bare-ws' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    kills: { type: 'string', default: '10' },
    write: { type: 'boolean', default: false },
  },
});
const SHAPES = {
  '2x10': { documents: 1, writers: 2, readers: 10 },
  '5x50': { documents: 1, writers: 5, readers: 50 },
  '10x200': { documents: 1, writers: 10, readers: 200 },
  '100x2': { documents: 100, writers: 2, readers: 0 },
};
const SATURATION = {
  '2x10': { strokes: 2_000, window: 64 },
  '5x50': { strokes: 500, window: 32 },
  '10x200': { strokes: 150, window: 16 },
  '100x2': { strokes: 60, window: 4 },
};
const WARM = { documents: 1, writers: 2, readers: 10, strokes: 3_000, window: 64 };

const print = (line) => process.stdout.write(`${line}\n`);
const contenders = [tandem, hocuspocus, yWebsocket, bareWs].filter(({ name }) =>
  values.servers.split(',').includes(name),
);
const storing = contenders.filter(({ stores }) => stores);
const wanted = values.only.split(',');
const slices = values.slices.split(',');
const rounds = Number(values.rounds);
const sections = [];
const tell = (section) => {
  sections.push(section);
  print(section);
};

/** Every server lives through all of it and is driven in turn, in another order each round, so that noise hits everybody. */
async function runSlices(kind, shapeOf) {
  const rows = [];
  const servers = new Map();
  for (const contender of contenders) servers.set(contender, await contender.start(database));
  for (const [contender, server] of servers) await runSlice(contender, server, database.cpu, WARM);
  for (let round = 0; round < rounds; round++)
    for (const slice of slices)
      for (const i of contenders.keys()) {
        const contender = contenders[(i + round) % contenders.length];
        const row = await runSlice(contender, servers.get(contender), database.cpu, shapeOf(slice)).catch((error) => {
          print(`${kind} ${slice} ${contender.name}: ${error.message}`);
          process.exitCode = 1;
          return null;
        });
        if (row) rows.push({ slice, name: contender.name, ...row });
        if (row) print(`  ${round + 1}/${rounds} ${kind} ${slice} ${contender.name.padEnd(11)} ${brief(row)}`);
      }
  for (const server of servers.values()) await server.stop();
  return rows;
}

const brief = ({ p50, p99, ack50, ack99, cpu, databaseCpu, perSecond, others }) =>
  `p50 ${p50.toFixed(2)} p99 ${p99.toFixed(1)} ack ${ack50.toFixed(1)}/${ack99.toFixed(1)} ms, cpu ${cpu.toFixed(1)} + ${databaseCpu.toFixed(1)} µs, ${perSecond.toFixed(0)}/s, others ${others.toFixed(2)} cores`;

const database = await startDatabase();
const others = [];
try {
  if (wanted.includes('typing')) {
    const rows = await runSlices('typing', (slice) => ({ ...SHAPES[slice], seconds: Number(values.seconds) }));
    others.push(...rows.map((row) => row.others));
    tell(typingTable(rows, slices));
  }
  if (wanted.includes('saturation')) {
    const rows = await runSlices('saturation', (slice) => ({ ...SHAPES[slice], ...SATURATION[slice] }));
    others.push(...rows.map((row) => row.others));
    tell(typingTable(rows, slices, 'saturation'));
  }
  if (wanted.includes('open')) tell(openTable(await openLong(storing, database, rounds)));
  if (wanted.includes('memory')) tell(memoryTable(await memory(contenders, database, Math.min(rounds, 3))));
  if (wanted.includes('kills')) tell(killTable(await kills(storing, database, Number(values.kills), print)));
} finally {
  await database.stop();
}
if (values.write) await write(sections, { rounds, othersCores: median(others) });

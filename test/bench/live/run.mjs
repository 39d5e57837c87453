// pnpm bench:live: the live engine beside its peers in one run, to the table of targets and into RESULTS.md.
import { parseArgs } from 'node:util';
import { run as fanOut } from '../fan-out.mjs';
import { startDatabase } from './database.mjs';
import { kills } from './kills.mjs';
import { median } from './measure.mjs';
import { memory } from './memory.mjs';
import { openLong } from './open.mjs';
import { killTable, memoryTable, openTable, typingTable, write } from './report.mjs';
import { bareWs, hocuspocus, yWebsocket } from './rivals/rivals.mjs';
import { runSlice } from './slice.mjs';
import { tandem } from './tandem.mjs';

const HELP = `Runs the live engine beside its peers and prints figures and ratios. Without options: all of it, which takes about an hour.
  --only typing,saturation,fan-out,open,memory,kills   what is measured
  --slices 2x10,5x50,10x200,100x2                      writers × others, or documents × writers, for the first two
  --servers tandem,hocuspocus,y-websocket,bare-ws      who takes part, but for fan-out, which has its own
  --rounds 5 --seconds 4                               medians of so many rounds; how long a slice types
  --kills 50                                           of each server that stores
  --write                                              puts what was measured into test/bench/RESULTS.md
TANDEM_MAIN=<main.js> measures another build of ours, BENCH_PROFILE=<folder> leaves a CPU profile of it there.
`;
const { values } = parseArgs({
  options: {
    help: { type: 'boolean', default: false },
    only: { type: 'string', default: 'typing,saturation,fan-out,open,memory,kills' },
    slices: { type: 'string', default: '2x10,5x50,10x200,100x2' },
    servers: { type: 'string', default: 'tandem,hocuspocus,y-websocket,bare-ws' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    kills: { type: 'string', default: '50' },
    write: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit();
}
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

/** A change to 1,000 subscribers, as `pnpm bench` has it. */
async function fanOutSection() {
  const server = await tandem.start(database);
  const lines = [];
  await fanOut((line) => lines.push(`- ${line}`), { ...server, cookies: tandem.cookies() });
  await server.stop();
  return `### A change to 1,000 subscribers (must 1.25× bare ws with one subscription a socket, 0.6× with five; 0.25× of a PubSub)\n\n${lines.join('\n')}\n`;
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
  if (wanted.includes('fan-out')) tell(await fanOutSection());
  if (wanted.includes('open')) tell(openTable(await openLong(storing, database, rounds)));
  if (wanted.includes('memory')) tell(memoryTable(await memory(contenders, database, Math.min(rounds, 3))));
  if (wanted.includes('kills')) tell(killTable(await kills(storing, database, Number(values.kills), print)));
} finally {
  await database.stop();
}
if (values.write) await write(sections, { rounds, othersCores: median(others) });

// pnpm bench: every figure in one run, printed and written to RESULTS.md. Compare ratios between machines, not times.
// With names as arguments only those are run, and nothing is written: starts, live, fan-out, meeting, screen, reads, memory, weight.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import * as fanOut from './fan-out.mjs';
import { lastSections } from './live/report.mjs';
import * as live from './live-latency.mjs';
import * as meetingStage from './meeting-stage.mjs';
import * as reads from './reads.mjs';
import * as screen from './screen-latency.mjs';
import { postgresMb, ROOT, rssMb, startUnderTest } from './server-under-test.mjs';
import * as starts from './start-times.mjs';

const only = process.argv.slice(2);
const sections = [];

/** Runs one bench, and keeps what it prints. */
async function section(name, title, work) {
  if (only.length > 0 && !only.includes(name)) return;
  const lines = [];
  process.stdout.write(`\n${title}\n`);
  try {
    await work((line) => {
      lines.push(line);
      process.stdout.write(`  ${line}\n`);
    });
  } catch (error) {
    lines.push(`failed: ${error instanceof Error ? error.message : String(error)}`);
    process.stdout.write(`  ${lines.at(-1)}\n`);
    process.exitCode = 1;
  }
  sections.push(`## ${title}\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`);
}

async function memory(print, tested) {
  print(`API, idle with the sample: ${rssMb(tested.pid).toFixed(0)} MB RSS (target 200)`);
  print(`PostgreSQL, all its processes, shared pages once: ${postgresMb(tested.postgresPid()).toFixed(0)} MB`);
  const at = (pattern) => tested.lines.find(({ line }) => pattern.test(line))?.at ?? Number.NaN;
  print(
    `the sample, from an empty database: ${((at(/^\[6\/6\]/) - at(/^\[4\/6\] (Applied|The)/)) / 1000).toFixed(1)} s (target 10)`,
  );
}

async function weight(print) {
  const { stdout } = await promisify(execFile)(process.execPath, ['web/budgets.mjs'], { cwd: ROOT }).catch(
    (error) => error,
  );
  for (const line of stdout.trim().split('\n')) print(line.replace(/\s+/g, ' '));
}

const tested =
  only.length > 0 && !only.some((name) => ['screen', 'reads', 'memory', 'fan-out', 'meeting'].includes(name))
    ? null
    : await startUnderTest();
try {
  await section('memory', 'Memory and the sample', (print) => memory(print, tested));
  await section('screen', 'A keystroke to the other screen', (print) => screen.run(print, tested));
  await section('reads', 'Reads beside one hand-written statement', (print) => reads.run(print, tested));
  await section('fan-out', 'A change to 1,000 subscribers', (print) => fanOut.run(print, tested));
  await section('meeting', 'A meeting goes on', (print) => meetingStage.run(print, tested));
} finally {
  await tested?.stop();
}
await section('live', 'A keystroke to the other socket, and to the disk', (print) => live.run(print));
await section('starts', 'Starting', (print) => starts.run(print));
await section('weight', 'Weight of each route (gz)', weight);

const { stdout: commit } = await promisify(execFile)('git', ['log', '-1', '--format=%h of %cs'], { cwd: ROOT });
const machine = `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}, Node ${process.version}`;
if (only.length === 0)
  writeFileSync(
    path.join(ROOT, 'test/bench/RESULTS.md'),
    `# Figures\n\nBy \`pnpm bench\` on ${machine}, commit ${commit.trim()}. Everything ran on the same cores, the load and the browsers too: compare ratios, not times.\n\n${[...sections, ...lastSections().map((section) => `${section}\n`)].join('\n').trimEnd()}\n`,
  );

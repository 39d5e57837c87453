// Rows into tables: medians of the rounds, and the ratios that issue's targets speak of.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../server-under-test.mjs';
import { median } from './measure.mjs';

const RESULTS = path.join(ROOT, 'test/bench/RESULTS.md');
const LIVE = '## Live engine';
const SOAK = '## Half an hour of typing';
const LOAD = '## A thousand at rest, two hundred at work';

const number = (value, digits = 2) => (Number.isFinite(value) ? value.toFixed(digits) : '–');
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const ratio = (ours, theirs) => (Number.isFinite(ours / theirs) ? `${number(ours / theirs)}×` : '–');
const ratioOf = (rows, key) =>
  ratio(rows.find(({ name }) => name === 'tandem')?.[key], rows.find(({ name }) => name === 'hocuspocus')?.[key]);

/** @param kind 'typing', or 'saturation' for keystrokes a second. */
export function typingTable(rows, slices, kind = 'typing') {
  const names = [...new Set(rows.map(({ name }) => name))];
  const of = (slice, name, key) =>
    median(rows.filter((row) => row.slice === slice && row.name === name).map((row) => row[key]));
  const lines = slices.flatMap((slice) =>
    names.map((name) =>
      kind === 'saturation'
        ? [
            slice,
            name,
            number(of(slice, name, 'perSecond'), 0),
            number(of(slice, name, 'cpu'), 1),
            number(of(slice, name, 'databaseCpu'), 1),
          ]
        : [
            ...[slice, name, number(of(slice, name, 'p50')), number(of(slice, name, 'p99'), 1)],
            ...[number(of(slice, name, 'ack50'), 1), number(of(slice, name, 'ack99'), 1)],
            ...[number(of(slice, name, 'cpu'), 1), number(of(slice, name, 'databaseCpu'), 1)],
          ],
    ),
  );
  const against = (slice, key, peer = 'hocuspocus') => ratio(of(slice, 'tandem', key), of(slice, peer, key));
  if (kind === 'saturation')
    return [
      '### Keystrokes a second at saturation (ours all acknowledged durable, Hocuspocus in memory)\n',
      table(['people', 'server', 'keystrokes/s', 'server CPU µs per delivery', 'PostgreSQL CPU µs'], lines),
      `\nTandem ÷ Hocuspocus: ${slices.map((slice) => `${slice} ${against(slice, 'perSecond')}`).join(', ')} (must 1.5×, aim 2.5×).\n`,
    ].join('\n');
  return [
    '### Typing: 5–10 keystrokes a second from each writer, to every other page\n',
    table(
      [
        'writers × others',
        'server',
        'p50 ms',
        'p99 ms',
        'acknowledged p50 ms',
        'p99 ms',
        'server CPU µs per delivery',
        'PostgreSQL CPU µs',
      ],
      lines,
    ),
    '',
    table(
      [
        'Tandem ÷ Hocuspocus',
        'p50 (must 1.0×, aim 0.8×)',
        'p99 (must 1.2×)',
        'server CPU (must 1.0×, aim 0.7×)',
        'durable acknowledgement p50 / p99 ms (must 10 / 50)',
        'server CPU ÷ y-websocket',
        '÷ bare ws',
      ],
      slices.map((slice) => [
        ...[slice, against(slice, 'p50'), against(slice, 'p99'), against(slice, 'cpu')],
        `${number(of(slice, 'tandem', 'ack50'), 1)} / ${number(of(slice, 'tandem', 'ack99'), 1)}`,
        ...[against(slice, 'cpu', 'y-websocket'), against(slice, 'cpu', 'bare-ws')],
      ]),
    ),
    '',
  ].join('\n');
}

export const openTable = (rows) =>
  [
    '### Opening a story of 100,000 keystrokes (server must 20 ms, aim 5; to editable 150)\n',
    table(
      [
        'server',
        'just started: ms / server CPU ms',
        'open already: ms / server CPU ms',
        'applied by the page, ms',
        'KB',
      ],
      rows.map(({ name, coldMs, coldCpu, warmMs, warmCpu, applyMs, kb }) => [
        ...[name, `${number(coldMs, 1)} / ${number(coldCpu, 1)}`, `${number(warmMs, 1)} / ${number(warmCpu, 1)}`],
        ...[number(applyMs, 1), number(kb, 0)],
      ]),
    ),
    `\nTandem ÷ Hocuspocus, server CPU: just started ${ratioOf(rows, 'coldCpu')}, open already ${ratioOf(rows, 'warmCpu')}.\n`,
  ].join('\n');

export const memoryTable = (rows) =>
  [
    '### Memory: heap / RSS (socket must 45 KB, aim 25; document must 1.0× Hocuspocus, aim 0.3×)\n',
    table(
      ['server', 'idle socket, KB', 'open document of 10,000 keystrokes, KB'],
      rows.map(({ name, socketKb, socketRssKb, documentKb, documentRssKb }) => [
        ...[
          name,
          `${number(socketKb, 1)} / ${number(socketRssKb, 1)}`,
          `${number(documentKb, 0)} / ${number(documentRssKb, 0)}`,
        ],
      ]),
    ),
    `\nTandem ÷ Hocuspocus, heap: socket ${ratioOf(rows, 'socketKb')}, document ${ratioOf(rows, 'documentKb')}.\n`,
  ].join('\n');

export const killTable = (rows) =>
  [
    '### kill -9 while two type: letters acknowledged and lost (must 0)\n',
    table(
      ['server', 'kills', 'acknowledged', 'lost', 'the most at once, in seconds of typing'],
      rows.map(({ name, kills, acknowledged, lost, lostSeconds }) => [
        name,
        kills,
        acknowledged,
        lost,
        number(lostSeconds, 1),
      ]),
    ),
    '',
  ].join('\n');

/** Puts the live engine's section into RESULTS.md, in the place of the last one. */
export async function write(sections, { rounds, othersCores }) {
  const busy = Number.isFinite(othersCores) ? ` Others used ${number(othersCores)} cores meanwhile.` : '';
  const intro = `By \`pnpm bench:live --write\` on ${await where()}; medians of ${rounds} rounds, the load on the same cores.${busy} Compare ratios, not times.`;
  put(LIVE, `${intro}\n\n${sections.join('\n')}`);
}

/** The same for the soak. @param lines what it printed. */
export async function writeSoak(lines, minutes) {
  const intro = `By \`node test/bench/live/soak.mjs --minutes ${minutes} --write\` on ${await where()}: a hundred stories with two people in each, who type, leave and come back.`;
  put(SOAK, `${intro}\n\n${lines.join('\n')}`);
}

/** The same for the load. @param lines what it printed. */
export async function writeLoad(lines) {
  put(
    LOAD,
    `By \`node test/bench/live/load.mjs --write\` on ${await where()}, the load on the same cores.\n\n${lines.join('\n')}`,
  );
}

async function where() {
  const { stdout: commit } = await promisify(execFile)('git', ['log', '-1', '--format=%h of %cs'], { cwd: ROOT });
  return `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}, Node ${process.version}, commit ${commit.trim()}`;
}

/** What others wrote there stays. */
function put(title, body) {
  const whole = read();
  const [from, to] = placeOf(title, whole);
  const section = `${title}\n\n${body.trimEnd()}\n`;
  const rest = whole.slice(to);
  writeFileSync(RESULTS, `${whole.slice(0, from).trimEnd()}\n\n${section}${rest && `\n${rest}`}`);
}

const read = () => (existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8') : '# Figures\n');

/** Where a section stands, heading included; an empty place at the end when there is none. */
function placeOf(title, whole) {
  const from = whole.indexOf(`${title}\n`);
  if (from < 0) return [whole.length, whole.length];
  const next = whole.indexOf('\n## ', from);
  return [from, next < 0 ? whole.length : next + 1];
}

/** These sections as they were last written, for whoever writes the rest anew. */
export function lastSections() {
  const whole = read();
  return [LIVE, SOAK, LOAD].map((title) => whole.slice(...placeOf(title, whole)).trimEnd()).filter(Boolean);
}

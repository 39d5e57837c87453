// What each route costs before it is usable, gz, against its budget: run after `vite build web`; exits 1 at 3 % above one.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const OVER_BY = 1.03;
const DIST = new URL('./dist/', import.meta.url);
/** KiB. A route is the entry and its pages' chunks with everything they import statically; dialogs come later, when opened. */
const SHELL = ['index.html'];
const ROUTES = [
  { name: 'shell + /today', chunks: [...SHELL, 'src/partnership/TodayPage.tsx'], js: 215 },
  { name: '/board', chunks: [...SHELL, 'src/story/BoardPage.tsx'], js: 250 },
  { name: '/stories', chunks: [...SHELL, 'src/story/StoriesPage.tsx'], js: 250 },
  { name: '/stories/:key (above the shell)', chunks: ['src/story/StoryPage.tsx'], above: SHELL, js: 165 },
  { name: '/weeks/:iso', chunks: [...SHELL, 'src/iteration/WeekPage.tsx'], js: 250 },
  { name: '/standup/:date', chunks: [...SHELL, 'src/iteration/standup/StandupPage.tsx'], js: 215 },
  { name: '/concerns', chunks: [...SHELL, 'src/iteration/concern/ConcernsPage.tsx'], js: 215 },
  { name: '/concerns/:key', chunks: [...SHELL, 'src/iteration/concern/ConcernPage.tsx'], js: 215 },
  { name: '/promises', chunks: [...SHELL, 'src/iteration/promise/PromisesPage.tsx'], js: 250 },
  { name: '/meetings', chunks: [...SHELL, 'src/meeting/list/MeetingsPage.tsx'], js: 250 },
  { name: '/meetings/:number', chunks: [...SHELL, 'src/meeting/MeetingPage.tsx'], js: 250 },
  { name: '/people', chunks: [...SHELL, 'src/partnership/PeoplePage.tsx'], js: 250 },
  {
    name: '/agreement (above the shell)',
    chunks: ['src/partnership/agreement/AgreementPage.tsx'],
    above: SHELL,
    js: 165,
  },
  {
    name: '/people/party/:id (above the shell)',
    chunks: ['src/partnership/profile/PartyPage.tsx'],
    above: SHELL,
    js: 165,
  },
  { name: '/people/:id', chunks: [...SHELL, 'src/partnership/profile/MemberPage.tsx'], js: 215 },
  { name: '/inbox', chunks: [...SHELL, 'src/partnership/inbox/InboxPage.tsx'], js: 215 },
  { name: '/settings', chunks: [...SHELL, 'src/partnership/SettingsPage.tsx'], js: 250 },
  { name: '/sign-in', chunks: [...SHELL, 'src/partnership/SignInPage.tsx'], js: 215 },
];
const CSS = 12; // of any one route
const FONTS = 90; // woff2 is compressed already: as they are

const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', DIST), 'utf8'));
const sizes = new Map();

/** @param {string} file @param {(bytes: Buffer) => number} measure */
function kib(file, measure = (bytes) => gzipSync(bytes, { level: 9 }).length) {
  if (!sizes.has(file)) sizes.set(file, measure(readFileSync(new URL(file, DIST))) / 1024);
  return sizes.get(file);
}

/** The files of some chunks and of everything they import statically. */
function closure(keys) {
  const seen = new Set();
  const [js, css, fonts] = [new Set(), new Set(), new Set()];
  const visit = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    const chunk = manifest[key];
    if (!chunk) throw new Error(`The manifest has no ${key}: was the page renamed? Change web/budgets.mjs with it.`);
    js.add(chunk.file);
    for (const file of chunk.css ?? []) css.add(file);
    for (const file of chunk.assets ?? []) if (file.endsWith('.woff2')) fonts.add(file);
    for (const next of chunk.imports ?? []) visit(next);
  };
  for (const key of keys) visit(key);
  return { js, css, fonts };
}

const sum = (files) => [...files].reduce((all, file) => all + kib(file), 0);
const rows = [];
let over = 0;
const judge = (what, got, budget) => {
  const bad = got > budget * OVER_BY;
  if (bad) over++;
  rows.push({ what, KiB: got.toFixed(1), budget, verdict: bad ? 'OVER' : got > budget ? 'at the limit' : 'ok' });
};

for (const { name, chunks, above, js } of ROUTES) {
  const whole = closure(chunks);
  const before = above ? closure(above).js : new Set();
  judge(`${name}: JS`, sum([...whole.js].filter((file) => !before.has(file))), js);
  judge(`${name}: CSS`, sum(closure([...SHELL, ...chunks]).css), CSS);
}
const fonts = Object.values(manifest).flatMap(({ file }) => (file.endsWith('.woff2') ? [file] : []));
judge(
  'fonts',
  [...new Set(fonts)].reduce((all, file) => all + kib(file, (bytes) => bytes.length), 0),
  FONTS,
);

const width = Math.max(...rows.map((row) => row.what.length));
for (const { what, KiB, budget, verdict } of rows)
  process.stdout.write(`${what.padEnd(width)}  ${KiB.padStart(6)} KiB of ${String(budget).padStart(3)}  ${verdict}\n`);
process.stdout.write(over === 0 ? 'Every route is within its budget.\n' : `${over} above budget.\n`);
process.exitCode = over === 0 ? 0 : 1;

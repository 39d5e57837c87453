// Loads files of user stories, one on each line, into a new partnership of a running Tandem, over its public API only:
//   node test/load/load-stories.mjs --url http://localhost:4000 stories.txt more-stories.txt
// Ends with 0 when every line is accounted for and everything came back as it was put in, with 1 when not, with 2 when it
// could not begin.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { reportOf } from './load-report.mjs';
import { readStoryLines } from './story-lines.mjs';
import { loadStories } from './story-loader.mjs';

/** The title's limit in schema/src/story/rules.ts; a longer one would be refused, so it would show. */
const TITLE_MAX = 200;

const { values, positionals } = parseArgs({
  options: { url: { type: 'string', default: 'http://localhost:4000' } },
  allowPositionals: true,
});
const url = values.url.replace(/\/+$/, '');

/** @param {string} file */
async function load(file) {
  const name = path.basename(file, path.extname(file)).slice(0, 80);
  const read = readStoryLines(await readFile(file), TITLE_MAX);
  const onProgress = (/** @type {number} */ done, /** @type {number} */ all) => {
    if (done % 20 === 0 || done === all) process.stderr.write(`${file}: ${done} of ${all} stories\n`);
  };
  const loaded = await loadStories({ stories: read.taken, url, name, onProgress });
  process.stdout.write(`${reportOf(file, read, loaded)}\n`);
  return loaded.mismatches.length === 0;
}

if (positionals.length === 0) {
  process.stderr.write(
    'Name the files to load: node test/load/load-stories.mjs --url http://localhost:4000 stories.txt\n',
  );
  process.exit(2);
}
try {
  let whole = true;
  for (const file of positionals) whole = (await load(file)) && whole;
  process.exitCode = whole ? 0 : 1;
} catch (error) {
  const cause =
    error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : String(error);
  process.stderr.write(`Could not load: ${cause}. Is Tandem running at ${url}?\n`);
  process.exitCode = 2;
}

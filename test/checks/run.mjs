// Every check that is no test, one after another; prints what fails and ends with the counts. Exit code 1 when any failed.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { breakingChanges, contractDrift, descriptions, operationsDrift } from './contract.mjs';
import { ROOT } from './root.mjs';
import { forbiddenText, topLevel } from './text.mjs';

const bin = (name) => path.join(ROOT, 'node_modules/.bin', name);

/** A check answers with what is wrong, or null. */
const CHECKS = [
  ['format: biome', () => command(bin('biome'), ['format', '.'])],
  ['lint: oxlint, type-aware', () => command(bin('oxlint'), ['--type-aware', '--deny-warnings', '--format', 'unix'])],
  ['types: tsc', () => command(bin('tsc'), ['-b', 'schema', 'api', 'web', 'test'])],
  [
    'import rules: dependency-cruiser',
    () => command(bin('depcruise'), ['--config', '.dependency-cruiser.cjs', 'api/src', 'web/src', 'schema/src']),
  ],
  ['dead exports and dependencies: knip', () => command(bin('knip'), ['--no-progress', '--no-config-hints'])],
  ['schema.graphql is what the API emits', contractDrift],
  ['the pages’ operations are what codegen makes', operationsDrift],
  ['no breaking change of the contract', breakingChanges],
  ['everything in the contract is described', descriptions],
  ['weight of each route', () => command(process.execPath, ['web/budgets.mjs'])],
  ['nothing forbidden in the text', forbiddenText],
  ['the top level holds what it should', topLevel],
];

/** Runs a command to its end. */
function command(file, args) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        said += text;
      });
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code === 0 ? null : said.trim() || `it ended with ${code}`));
  });
}

const only = process.argv.slice(2);
let passed = 0;
let failed = 0;
for (const [name, check] of CHECKS) {
  if (only.length > 0 && !only.some((word) => name.includes(word))) continue;
  const started = Date.now();
  const wrong = await check().catch((error) =>
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  );
  const took = `${((Date.now() - started) / 1000).toFixed(1)} s`;
  if (wrong === null) {
    passed += 1;
    console.log(`✓ ${name} (${took})`);
  } else {
    failed += 1;
    console.log(`✗ ${name} (${took})\n${wrong.replace(/^/gm, '    ')}`);
  }
}
console.log(`checks: ${passed} passed, ${failed} failed`);
if (process.env.CHECKS_JSON) writeFileSync(process.env.CHECKS_JSON, JSON.stringify({ passed, failed }));
process.exitCode = failed > 0 ? 1 : 0;

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { git, ROOT, trackedFiles } from './root.mjs';

const SOURCE = /\.(ts|tsx|mjs|cjs|css|graphql|sql)$/;
const SHIPPED = /^(api|web|schema)\/src\//;
const TEST = /^test\/.*\.ts$/;
/** This file names what it forbids, and the generated ones are nobody's words. */
const EXEMPT = new Set(['test/checks/text.mjs', 'pnpm-lock.yaml']);
const GENERATED = /^web\/src\/(.*\.gql|schema-types)\.ts$/;

const RULES = [
  [SOURCE, /\b(TODO|FIXME|XXX)\b/, 'a promise to mend it later'],
  [SOURCE, /@ts-(ignore|expect-error|nocheck)/, 'the type checker silenced'],
  [/\.tsx?$/, /\bas any\b|: any\b|<any>/, 'any'],
  [SOURCE, /(biome|oxlint|eslint)-disable/, 'the linter silenced'],
  [SHIPPED, /\bconsole\.(log|debug)\(/, 'console.log'],
  [SHIPPED, /dangerouslySetInnerHTML/, 'markup from a string'],
  [TEST, /\b(it|test|describe)\.(skip|only|todo)\b/, 'a test that does not run'],
  [TEST, /waitForTimeout|setTimeout\((r|resolve|done)\b/, 'a test that sleeps'],
  [/./, /\/(root|home\/\w+|work\/(main|shared))\//, 'a path of one machine'],
  [/./, /^(<{7}|>{7}) /, 'a merge left open'],
];

/** The lines that break a rule. */
export async function forbiddenText() {
  const found = [];
  for (const file of await trackedFiles()) {
    if (EXEMPT.has(file) || GENERATED.test(file) || /\.(png|woff2|ico)$/.test(file)) continue;
    const text = await readFile(path.join(ROOT, file), 'utf8').catch(() => '');
    const rules = RULES.filter(([where]) => where.test(file));
    text.split('\n').forEach((line, index) => {
      for (const [, pattern, what] of rules)
        if (pattern.test(line)) found.push(`${file}:${index + 1} ${what}: ${line.trim().slice(0, 120)}`);
    });
  }
  return found.length === 0 ? null : found.join('\n');
}

const TOP = new Set([
  'api',
  'web',
  'schema',
  'test',
  'package.json',
  'pnpm-workspace.yaml',
  'pnpm-lock.yaml',
  'tsconfig.base.json',
  'README.md',
]);

/** A new folder at the top is a decision, not an accident. */
export async function topLevel() {
  const names = ((await git('ls-tree', '--name-only', 'HEAD')) ?? '').split('\n').filter(Boolean);
  const strange = names.filter((name) => !TOP.has(name) && !name.startsWith('.'));
  return strange.length === 0 ? null : `Not expected at the top level: ${strange.join(', ')}`;
}

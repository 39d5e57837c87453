import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  buildSchema,
  findBreakingChanges,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { git, ROOT, trackedFiles } from './root.mjs';

const run = promisify(execFile);
const CONTRACT = 'schema/schema.graphql';
const bin = (name) => path.join(ROOT, 'node_modules/.bin', name);
const contract = async () => buildSchema(await readFile(path.join(ROOT, CONTRACT), 'utf8'));

/** Runs `make`, compares the files with what they were, and puts them back. */
async function drift(files, make) {
  const before = new Map(
    await Promise.all(files.map(async (file) => [file, await readFile(path.join(ROOT, file), 'utf8')])),
  );
  try {
    await make();
    const wrong = [];
    for (const [file, committed] of before)
      if ((await readFile(path.join(ROOT, file), 'utf8').catch(() => null)) !== committed) wrong.push(file);
    return wrong.length === 0 ? null : `Made otherwise now: ${wrong.join(', ')}. Run pnpm run schema, and commit it.`;
  } finally {
    for (const [file, committed] of before) await writeFile(path.join(ROOT, file), committed);
  }
}

export const contractDrift = () =>
  drift([CONTRACT], async () => {
    await run(bin('vite'), ['build', 'api', '--mode', 'emit'], { cwd: ROOT });
    await run(process.execPath, ['api/dist/emit-schema.js'], { cwd: ROOT });
  });

/** A .graphql without its .gql.ts, or one whose source is gone, differs too. */
export async function operationsDrift() {
  const files = await trackedFiles();
  const made = files.filter((file) => /^web\/src\/(.*\.gql|schema-types)\.ts$/.test(file));
  const known = new Set(files);
  const alone = [
    ...files.filter((file) => /^web\/.*\.graphql$/.test(file) && !known.has(file.replace(/graphql$/, 'gql.ts'))),
    ...made.filter((file) => file.endsWith('.gql.ts') && !known.has(file.replace(/gql\.ts$/, 'graphql'))),
  ];
  if (alone.length > 0) return `${alone.join(', ')}: run pnpm run schema, and commit or remove what belongs to it.`;
  return drift(made, () => run(bin('graphql-codegen'), [], { cwd: path.join(ROOT, 'web') }));
}

/** Old pages outlive a deploy: what they ask for must go on working. A commit that says “Breaking: why” is let by. */
export async function breakingChanges() {
  const head = (await git('rev-parse', 'HEAD'))?.trim();
  const main = (await git('rev-parse', '--verify', '--quiet', 'origin/main'))?.trim();
  const base = main && main !== head ? main : 'HEAD^';
  const before = await git('show', `${base}:${CONTRACT}`);
  if (before === null) return null;
  const found = findBreakingChanges(buildSchema(before), await contract());
  if (found.length === 0) return null;
  const messages = (await git('log', '--format=%B', `${base}..HEAD`)) ?? '';
  if (/^Breaking: \S/m.test(messages)) return null;
  return [
    `Against ${base}:`,
    ...found.map(({ description }) => `- ${description}`),
    'Deprecate instead, or say why in the commit: “Breaking: …”.',
  ].join('\n');
}

export async function descriptions() {
  const missing = [];
  const look = (name, { description }) => {
    if (!description?.trim()) missing.push(name);
  };
  const schema = await contract();
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    if (!roots.includes(type)) look(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      look(`${type.name}.${field.name}`, field);
      for (const argument of field.args ?? []) look(`${type.name}.${field.name}(${argument.name}:)`, argument);
    }
  }
  return missing.length === 0 ? null : `${missing.length} without a description:\n${missing.join('\n')}`;
}

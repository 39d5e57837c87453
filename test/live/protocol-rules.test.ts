import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

test('every rule of PROTOCOL.md has a test that carries its id, and no test names a rule that is not there', () => {
  const protocol = readFileSync(here('../../schema/src/live/PROTOCOL.md'), 'utf8');
  const rules = [...protocol.matchAll(/^- \*\*\[(LP\d+)\]\*\*/gm)].map(([, id]) => id as string);
  expect(rules).toEqual(rules.map((_, i) => `LP${i + 1}`));
  const tests = readdirSync(here('.')).filter((name) => name.endsWith('.test.ts'));
  const named = tests.flatMap((name) =>
    [...readFileSync(here(name), 'utf8').matchAll(/^\s*test(?:\.each\(\w+\))?\(\s*['`]((?:\[LP\d+\])+)/gm)].flatMap(
      ([, ids]) => [...(ids as string).matchAll(/LP\d+/g)].map(([id]) => id),
    ),
  );
  expect([...new Set(named)].sort(byNumber)).toEqual(rules);
});

const byNumber = (a: string, b: string): number => Number(a.slice(2)) - Number(b.slice(2));

import { readFileSync } from 'node:fs';
import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  wcagContrast,
} from 'culori';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../web/src/ui/tokens.css', import.meta.url), 'utf8');
const declared = (block: string): Record<string, string> =>
  Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/gi)].map(([, name, value]) => [name, value]));
const light = declared(css.slice(0, css.indexOf('[data-theme')));
const dark = { ...light, ...declared(css.slice(css.indexOf('[data-theme'))) };

const GROUNDS = ['paper', 'surface', 'sunk'];
const TEXTS = ['ink', 'ink-2', 'ink-3', 'client', 'vendor', 'accept', 'return'];
const TINTED = ['client', 'vendor', 'accept', 'return'];
const VISIONS = {
  normal: null,
  protan: filterDeficiencyProt(1),
  deutan: filterDeficiencyDeuter(1),
  tritan: filterDeficiencyTrit(1),
};

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s theme', (_name, tokens) => {
  const token = (name: string): string => {
    const value = tokens[name];
    if (!value) throw new Error(`tokens.css has no colour --${name}`);
    return value;
  };

  test.each(TEXTS)('%s is read on every ground: at least 5:1, where WCAG AA asks for 4.5', (text) => {
    for (const ground of GROUNDS) expect(wcagContrast(token(text), token(ground))).toBeGreaterThanOrEqual(5);
  });

  test.each(TINTED)('%s is read on its own tint: at least 4.5:1', (text) => {
    expect(wcagContrast(token(text), token(`${text}-tint`))).toBeGreaterThanOrEqual(4.5);
  });

  test('the edges of controls are seen on every ground: at least 3:1', () => {
    for (const ground of GROUNDS) expect(wcagContrast(token('edge'), token(ground))).toBeGreaterThanOrEqual(3);
  });

  test.each(Object.entries(VISIONS))(
    'the two inks stay apart in %s vision: at least 40 by CIEDE2000',
    (_vision, seen) => {
      const as = (name: string) => {
        const colour = parse(token(name));
        if (!colour) throw new Error(`--${name} is no colour`);
        return seen ? seen(colour) : colour;
      };
      expect(differenceCiede2000()(as('client'), as('vendor'))).toBeGreaterThanOrEqual(40);
    },
  );
});

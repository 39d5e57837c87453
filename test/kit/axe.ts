import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const WANTED = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface WithAxe {
  axe: { run(where: Document, how: object): Promise<AxeResults> };
}

/**
 * What axe finds wrong in the light theme and in the dark one, one line for each element. The page changes its theme with
 * the system's, as for somebody in the evening, so that what is shown need not be brought about twice. It stays dark.
 */
export async function violations(page: Page): Promise<string> {
  if (!(await page.evaluate(() => 'axe' in window)))
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const found: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.waitForFunction((shown) => document.documentElement.dataset.theme === shown, theme);
    found.push(...(await violationsAsShown(page)).map((line) => `${theme}: ${line}`));
  }
  return found.join('\n');
}

async function violationsAsShown(page: Page): Promise<string[]> {
  const { violations: found } = await page.evaluate(async (tags) => {
    // Half faded in is no contrast to judge.
    await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined)));
    const { axe } = window as unknown as WithAxe;
    return axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
  }, WANTED);
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

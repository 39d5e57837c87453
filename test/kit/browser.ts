import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { expect, type RunnerTestCase } from 'vitest';
import { launchBrowser } from './chromium.ts';
import type { Person } from './people.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ARTIFACTS = path.join(ROOT, 'test/.artifacts');
/** Shorter than any test may take, so that what did not come says so itself. */
const WAIT_MS = 20_000;
/** What a browser says by itself when the server is away: no fault of the page. */
const NETWORK_NOISE = /Failed to load resource|WebSocket connection to|net::ERR_/;

interface View {
  width?: number;
  height?: number;
}

/** One Chromium, and a page with its own storage for each person. */
export interface Stage {
  browser: Browser;
  /** A page signed in as the person, at the workspace's address; null is a visitor. */
  open(person: Person | null, path: string, view?: View): Promise<Page>;
  /** Takes a picture of each page when the test failed. @throws when one of them wrote an error to its console. */
  inspect(task: Readonly<RunnerTestCase>): Promise<void>;
  /** Inspects the pages and closes them. */
  clear(task: Readonly<RunnerTestCase>): Promise<void>;
  close(): Promise<void>;
}

/** @param url where the workspace is reached, which may be a proxy before the server. */
export async function openStage(url: () => string): Promise<Stage> {
  if (!existsSync(path.join(ROOT, 'web/dist/index.html')))
    throw new Error('The workspace is not built: use npm test, or pnpm run build first.');
  const browser = await launchBrowser();
  let errors: string[] = [];
  const pages: Page[] = [];
  const inspect = async (task: Readonly<RunnerTestCase>): Promise<void> => {
    if (task.result?.state === 'fail')
      await Promise.all(pages.map((page, index) => takePicture(page, `${task.name}-${index + 1}`)));
    const said = errors;
    errors = [];
    expect(said).toEqual([]);
  };
  return {
    browser,
    async open(person, place, { width = 1440, height = 900 } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: 'light',
        reducedMotion: 'reduce',
        locale: 'en-GB',
        timezoneId: 'Europe/London',
      });
      context.setDefaultTimeout(WAIT_MS);
      if (person) await context.addCookies(cookiesOf(person, url()));
      const page = await context.newPage();
      pages.push(page);
      page.on('pageerror', (error) => errors.push(`${place}: ${error.stack ?? error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' && !NETWORK_NOISE.test(message.text()))
          errors.push(`${place}: ${message.text()}`);
      });
      // Leaving with unsaved words asks first; these tests mean to leave.
      page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
      await page.goto(`${url()}${place}`);
      return page;
    },
    inspect,
    async clear(task) {
      try {
        await inspect(task);
      } finally {
        await Promise.all(pages.splice(0).map((page) => page.context().close()));
      }
    },
    close: () => browser.close(),
  };
}

async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(ARTIFACTS, { recursive: true });
  const file = `${name.replace(/[^a-z0-9]+/gi, '-').slice(-90)}.png`;
  if (!page.isClosed()) await page.screenshot({ path: path.join(ARTIFACTS, file) });
}

const cookiesOf = (person: Person, url: string) =>
  person.cookie.split('; ').map((pair) => {
    const [name = '', value = ''] = pair.split('=');
    return { name, value, url };
  });

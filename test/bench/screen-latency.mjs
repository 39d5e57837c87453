// From a key pressed in one Chromium page to the letter drawn in another's, both on this machine's clock.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { launchBrowser } from '../kit/chromium.ts';
import { ask, quantile } from './server-under-test.mjs';

const KEYSTROKES = 150;
const PAUSE_MS = 120;
const CREATE = 'mutation ($input: CreateStoryInput!) { createStory(input: $input) { story { key } } }';

export async function run(print, tested) {
  const { viewer } = await ask(tested.url, tested.cookies[0], '{ viewer { memberships { partnership { id slug } } } }');
  const { id, slug } = viewer.memberships[0].partnership;
  const { createStory } = await ask(tested.url, tested.cookies[0], CREATE, {
    input: { mutationId: randomUUID(), partnershipId: id, title: 'Typed into' },
  });
  const browser = await launchBrowser();
  try {
    const open = async (cookie) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      const [name, value] = cookie.split('=');
      await context.addCookies([{ name, value, url: tested.url }]);
      const page = await context.newPage();
      await page.goto(`${tested.url}/p/${slug}/stories/${createStory.story.key}`);
      await page.locator('[contenteditable="true"][aria-label="Narrative"]').waitFor();
      return page;
    };
    const [writer, reader] = await Promise.all(tested.cookies.slice(0, 2).map(open));
    // The input event is when the writer's page takes the key; two frames after a change the reader's screen shows it.
    await writer.evaluate(() => {
      window.pressed = [];
      document
        .querySelector('[aria-label="Narrative"]')
        .addEventListener('keydown', () => window.pressed.push(performance.timeOrigin + performance.now()), true);
    });
    await reader.evaluate(() => {
      window.shown = [];
      const editor = document.querySelector('[aria-label="Narrative"]');
      const lengthOf = () => (editor.textContent.match(/x/g) ?? []).length;
      let length = lengthOf();
      new MutationObserver(() => {
        const now = lengthOf();
        if (now <= length) return;
        const from = length;
        length = now;
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            for (let n = from; n < now; n += 1) window.shown[n] = performance.timeOrigin + performance.now();
          }),
        );
      }).observe(editor, { childList: true, subtree: true, characterData: true });
    });
    await writer.locator('[aria-label="Narrative"]').focus();
    for (let n = 0; n < KEYSTROKES; n += 1) {
      await writer.keyboard.press('x');
      await delay(PAUSE_MS);
    }
    await reader.waitForFunction((count) => window.shown.filter(Boolean).length >= count, KEYSTROKES);
    const pressed = await writer.evaluate(() => window.pressed);
    const shown = await reader.evaluate(() => window.shown);
    const took = pressed.map((at, index) => shown[index] - at);
    const figures = { p50: quantile(took, 0.5), p95: quantile(took, 0.95) };
    print(
      `keystroke → the other person's screen: p50 ${figures.p50.toFixed(0)} ms (target 60), p95 ${figures.p95.toFixed(0)} ms (target 150)`,
    );
    return figures;
  } finally {
    await browser.close();
  }
}

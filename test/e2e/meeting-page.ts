import type { Page } from 'playwright-core';

/** A press while the last one is under way does nothing, and what other screens show says nothing of that. */
export async function pressNext(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Next/, disabled: false }).waitFor();
  await page.keyboard.press('n');
}

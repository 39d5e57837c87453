import type { Locator, Page } from 'playwright-core';
import { eventually } from '../kit/wait.ts';

/** The story's page as a writer uses it. */
export class StoryPage {
  readonly title: Locator;
  readonly narrative: Locator;
  readonly criteria: Locator;
  constructor(readonly page: Page) {
    this.title = page.getByRole('textbox', { name: 'Title' });
    this.narrative = page.getByRole('textbox', { name: 'Narrative' });
    this.criteria = page.getByRole('textbox', { name: /^Criterion \d+$/ });
  }

  /** The editor stays read-only until the document has arrived. */
  async ready(): Promise<this> {
    await this.narrative.and(this.page.locator('[contenteditable="true"]')).waitFor();
    // The page is whole: its last script is there before a test cuts the wire.
    await this.page.getByRole('toolbar', { name: 'Formatting' }).waitFor();
    return this;
  }

  /** One key after another at the end, as a person types. */
  async type(where: Locator, text: string, delay = 5): Promise<void> {
    await where.focus();
    await this.page.keyboard.press('Control+End');
    await this.page.keyboard.type(text, { delay });
  }

  words(): Promise<string> {
    return wordsOf(this.narrative);
  }

  /** Edits not acknowledged yet; null while the page does not say. */
  async unsaved(): Promise<number | null> {
    const count = await this.page
      .locator('[data-unsaved]')
      .first()
      .getAttribute('data-unsaved', { timeout: 1_000 })
      .catch(() => null);
    return count === null ? null : Number(count);
  }

  saved(withinMs = 15_000): Promise<boolean> {
    return eventually('everything is saved', async () => (await this.unsaved()) === 0, withinMs);
  }
}

/** An editor's paragraphs, without the carets of others that stand among the letters. */
export const wordsOf = (editor: Locator): Promise<string> =>
  editor.evaluate((node) => {
    const copy = node.cloneNode(true) as HTMLElement;
    for (const caret of copy.querySelectorAll('.remote-caret, .ProseMirror-separator')) caret.remove();
    return [...copy.children].map((block) => block.textContent ?? '').join('\n');
  });

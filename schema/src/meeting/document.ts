import type * as Y from 'yjs';
import type { StoryId } from '../ids.ts';
import { plainText, writeParagraphs } from '../text/paragraphs.ts';

/**
 * The co-written part of a meeting, as one Y.Doc: for each story that is demonstrated, under `demo:<story id>`, a Y.XmlFragment
 * of paragraphs that says what its demo came to.
 */
export const demoWordsOf = (doc: Y.Doc, storyId: StoryId): Y.XmlFragment => doc.getXmlFragment(`demo:${storyId}`);

/** What the server writes when a demo comes on the agenda: the one empty paragraph that all who write then share. */
export function beginDemoWords(doc: Y.Doc, storyId: StoryId): void {
  const words = demoWordsOf(doc, storyId);
  if (words.length === 0) writeParagraphs(words, '');
}

/** The plain words about a story's demo, blocks separated by a line feed. */
export const demoText = (doc: Y.Doc, storyId: StoryId): string => plainText(demoWordsOf(doc, storyId));

import type * as Y from 'yjs';
import { plainText, writeParagraphs } from '../text/paragraphs.ts';

/**
 * A co-written page with a fixed list of sections, as one Y.Doc: for each section, under its own name, a Y.XmlFragment of
 * paragraphs and lists. Such as the working agreement and a party's profile.
 */
export const sectionOf = (doc: Y.Doc, section: string): Y.XmlFragment => doc.getXmlFragment(section);

/** What the server writes first: one empty paragraph in each section, which all who write then share. */
export function writeEmptySections(doc: Y.Doc, sections: readonly string[]): void {
  for (const section of sections) writeParagraphs(sectionOf(doc, section), '');
}

/** A section's plain words, blocks separated by a line feed. */
export const sectionText = (doc: Y.Doc, section: string): string => plainText(sectionOf(doc, section));

import * as Y from 'yjs';

/** Appends one paragraph for each line of `text`; an empty text still makes the one paragraph an editor needs. */
export function writeParagraphs(body: Y.XmlFragment, text: string): void {
  const paragraphs = text.split('\n').map((line) => {
    const paragraph = new Y.XmlElement('paragraph');
    // Also when empty: two who start to type at once must find the same text, or each makes one and letters double.
    paragraph.insert(0, [new Y.XmlText(line)]);
    return paragraph;
  });
  body.insert(body.length, paragraphs);
}

/** The words of a fragment: blocks separated by a line feed, marks dropped. Embeds and attributes carry no words. */
export function plainText(node: Y.XmlFragment): string {
  return blocksOf(node).join('\n');
}

function blocksOf(node: Y.XmlFragment): string[] {
  const blocks: string[] = [];
  let line: string | null = null;
  for (const child of node.toArray()) {
    if (child instanceof Y.XmlText) {
      line = (line ?? '') + wordsOf(child);
    } else if (child instanceof Y.XmlElement && child.nodeName === 'hardBreak') {
      line = `${line ?? ''}\n`;
    } else if (child instanceof Y.XmlFragment) {
      if (line !== null) blocks.push(line);
      line = null;
      blocks.push(...blocksOf(child));
    }
  }
  if (line !== null) blocks.push(line);
  else if (blocks.length === 0 && node instanceof Y.XmlElement) blocks.push('');
  return blocks;
}

const wordsOf = (text: Y.XmlText): string =>
  text
    .toDelta()
    .map((part: { insert: unknown }) => (typeof part.insert === 'string' ? part.insert : ''))
    .join('');

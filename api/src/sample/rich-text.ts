import * as Y from 'yjs';

/**
 * Appends lines as an editor would have left them: `## ` a heading, `- ` and `1. ` items of a list, anything else a paragraph;
 * **bold** and [text](https://…) inside a line. Node and mark names are those of schema/src/story/document.ts.
 */
export function writeRichText(body: Y.XmlFragment, source: string): void {
  const blocks: Y.XmlElement[] = [];
  let items: Y.XmlElement[] = [];
  let list = '';
  const endList = (): void => {
    if (items.length > 0) blocks.push(element(list, items));
    items = [];
  };
  for (const line of source.split('\n')) {
    const [, mark = '', rest = line] = /^(## |- |\d+\. )(.*)$/.exec(line) ?? [];
    const name = mark === '- ' ? 'bulletList' : mark === '' || mark === '## ' ? '' : 'orderedList';
    if (name !== list) endList();
    list = name;
    if (name) items.push(element('listItem', [element('paragraph', [inline(rest)])]));
    else blocks.push(mark ? heading(rest) : element('paragraph', [inline(rest)]));
  }
  endList();
  body.insert(body.length, blocks);
}

function heading(text: string): Y.XmlElement {
  const made = new Y.XmlElement<{ level: number }>('heading');
  made.setAttribute('level', 2);
  made.insert(0, [inline(text)]);
  return made as unknown as Y.XmlElement;
}

function element(name: string, children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  made.insert(0, children);
  return made;
}

function inline(line: string): Y.XmlText {
  const text = new Y.XmlText();
  const parts = line.split(/(\*\*[^*]+\*\*|\[[^\]]+\]\([^)]+\))/).filter(Boolean);
  text.applyDelta(parts.map((part) => ({ insert: wordsOf(part), attributes: marksOf(part) })));
  return text;
}

const LINK = /^\[([^\]]+)\]\(([^)]+)\)$/;
const wordsOf = (part: string): string => LINK.exec(part)?.[1] ?? part.replace(/^\*\*|\*\*$/g, '');
function marksOf(part: string): Record<string, object> {
  const href = LINK.exec(part)?.[2];
  if (href) return { link: { href } };
  return part.startsWith('**') ? { bold: {} } : {};
}

import * as Y from 'yjs';

/** A stretch of words that one Yjs client wrote; null for a break that stands before any word. */
export interface ClientRun {
  client: number | null;
  text: string;
}

/** Who wrote the words of a text or fragment, as they stand: the texts together are `toString` and `plainText`. */
export function clientRuns(type: Y.Text | Y.XmlFragment): ClientRun[] {
  const runs: ClientRun[] = [];
  const write = (client: number | null, text: string): void => {
    const last = runs.at(-1);
    if (last && (last.client === client || client === null)) last.text += text;
    else runs.push({ client, text });
  };
  if (type instanceof Y.Text) writeText(type, write);
  else writeBlocks(type, write, { any: false });
  return runs.filter(({ text }) => text !== '');
}

type Write = (client: number | null, text: string) => void;

function writeText(text: Y.Text, write: Write): void {
  for (let item = text._start; item !== null; item = item.right)
    if (!item.deleted && item.content instanceof Y.ContentString) write(item.id.client, item.content.str);
}

/**
 * As plainText walks: a line feed between two blocks belongs to whoever wrote before it.
 * @param seen whether a block came before. @returns whether there was one in here.
 */
function writeBlocks(node: Y.XmlFragment, write: Write, seen: { any: boolean }): boolean {
  let found = false;
  let inLine = false;
  const begin = (): void => {
    if (!inLine && seen.any) write(null, '\n');
    found = seen.any = true;
  };
  for (const child of node.toArray()) {
    if (child instanceof Y.XmlText) {
      begin();
      inLine = true;
      writeText(child, write);
    } else if (child instanceof Y.XmlElement && child.nodeName === 'hardBreak') {
      begin();
      inLine = true;
      write(null, '\n');
    } else if (child instanceof Y.XmlFragment) {
      inLine = false;
      found = writeBlocks(child, write, seen) || found;
    }
  }
  if (!found && node instanceof Y.XmlElement) begin();
  return found;
}

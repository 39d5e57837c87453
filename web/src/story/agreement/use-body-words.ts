import { plainText } from '@tandem/schema/text/paragraphs';
import { useCallback, useSyncExternalStore } from 'react';
import type * as Y from 'yjs';

/** The words of a body as they stand on this page, ahead of the rows by what is on its way to the server. */
export function useBodyWords(body: Y.XmlFragment): string {
  const subscribe = useCallback(
    (listener: () => void) => {
      body.observeDeep(listener);
      return () => body.unobserveDeep(listener);
    },
    [body],
  );
  return useSyncExternalStore(subscribe, () => plainText(body));
}

/** Whether a row says what the page shows; a row ends with … where it was cut, and holds no character that PostgreSQL can’t. */
export function saysTheSame(row: string, words: string): boolean {
  const shown = words.replaceAll('\0', '\ufffd').toWellFormed();
  return row === shown || (row.endsWith('…') && shown.length > row.length && shown.startsWith(row.slice(0, -1)));
}

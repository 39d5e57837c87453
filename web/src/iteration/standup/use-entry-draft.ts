import { useEffect, useState, useSyncExternalStore } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { act, refusal } from '../../platform/act';
import { EntryDraft, type EntryWords } from './entry-draft';
import { PostStandupDocument } from './standup.gql';

/** The viewer's own entry of that day while they type it. @param saved what the server has, null before the first posting. */
export function useEntryDraft(on: string, saved: EntryWords | null) {
  const { id: partnershipId, me } = usePartnership();
  const [draft] = useState(
    () =>
      new EntryDraft(
        `tandem.standup.${partnershipId}.${me.id}.${on}`,
        saved && wordsOf(saved),
        async (words) => wordsOf((await act(PostStandupDocument, { partnershipId, on, ...words })).postStandup.entry),
        refusal,
      ),
  );
  useEffect(() => draft.open(), [draft]);
  useEffect(() => {
    if (saved) draft.take(wordsOf(saved));
  }, [draft, saved]);
  const words = useSyncExternalStore(draft.watch, () => draft.words);
  const status = useSyncExternalStore(draft.watch, () => draft.status);
  return { words, status, write: (change: Partial<EntryWords>) => draft.write(change), flush: () => draft.flush() };
}

const wordsOf = ({ done, next, concern }: EntryWords): EntryWords => ({ done, next, concern });

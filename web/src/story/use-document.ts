import { criteriaOf, type CriterionEntry, titleOf } from '@tandem/schema/story/document';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import * as Y from 'yjs';
import { parseCursor } from '../live/cursor';
import type { LiveDocument } from '../live/live-document';
import { useLivePeers } from '../live/use-live-document';
import { inkShares } from './inks';
import { useBodies } from './use-bodies';
import { StoryUndo } from './story-undo';

export type PartyKind = 'CLIENT' | 'VENDOR';

export const partyOfWriter =
  (live: LiveDocument) =>
  (clientId: number): PartyKind | undefined =>
    live.writers.get(clientId)?.party.kind;

/** The page's one undo for this document. */
export function useStoryUndo(live: LiveDocument): StoryUndo {
  const undo = useMemo(() => new StoryUndo(live.doc), [live]);
  useEffect(() => () => undo.end(), [undo]);
  return undo;
}

export function useTitle(doc: Y.Doc): string {
  const text = titleOf(doc);
  const subscribe = useMemo(() => observing(text), [text]);
  return useSyncExternalStore(subscribe, () => text.toString());
}

const observing = (text: Y.Text) => (listener: () => void) => {
  text.observe(listener);
  return () => text.unobserve(listener);
};

export const useCriteria = (doc: Y.Doc): readonly CriterionEntry[] => useBodies(criteriaOf(doc));

export interface TitleCaret {
  key: string;
  name: string;
  party: PartyKind;
  at: number;
}

/** Where others' carets stand in the title as it is now. */
export function useTitleCarets(live: LiveDocument): TitleCaret[] {
  const title = titleOf(live.doc);
  return useLivePeers(live).flatMap((peer) => {
    if (peer.field !== 'title') return [];
    const cursor = parseCursor(peer.cursor);
    const position = cursor && Y.createAbsolutePositionFromRelativePosition(cursor.head, live.doc);
    if (position?.type !== title) return [];
    return [{ key: peer.connectionId, name: peer.member.name, party: peer.member.party.kind, at: position.index }];
  });
}

const SHARES_EVERY_MS = 250; // The whole document is counted, so not at each keystroke.

/** Characters by party, as the words stand now. */
export function useInkShares(live: LiveDocument): ReadonlyMap<PartyKind, number> {
  const [shares, setShares] = useState(() => inkShares(live.doc, partyOfWriter(live)));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const count = () => {
      timer = undefined;
      setShares(inkShares(live.doc, partyOfWriter(live)));
    };
    const follow = () => {
      timer ??= setTimeout(count, SHARES_EVERY_MS);
    };
    count();
    live.doc.on('update', follow);
    return () => {
      clearTimeout(timer);
      live.doc.off('update', follow);
    };
  }, [live]);
  return shares;
}

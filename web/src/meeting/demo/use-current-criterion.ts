import { useLayoutEffect, useRef, useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { useShortcuts } from '../../ui/shortcuts';
import { type Demo, type DemoCriterion, nextToJudge } from './verdict-words';

export interface CurrentCriterion {
  criterion: DemoCriterion | undefined;
  /** Counted from 1. */
  place: number;
  count: number;
  /** Makes it the current one, and puts the focus on its mark. */
  go: (criterionId: string) => void;
  by: (steps: 1 | -1) => void;
  markRef: (criterionId: string) => (mark: HTMLButtonElement | null) => void;
}

/** The criterion that is highlighted and judged; at first the one that this party has still to judge. */
export function useCurrentCriterion(demo: Demo): CurrentCriterion {
  const { me } = usePartnership();
  const { criteria } = demo;
  const [chosen, setChosen] = useState(() => nextToJudge(demo, me.party.id));
  const at = Math.max(
    0,
    criteria.findIndex(({ criterionId }) => criterionId === chosen),
  );
  const marks = useRef(new Map<string, HTMLButtonElement>());
  const [wanted, setWanted] = useState<{ id: string } | null>(null);
  useLayoutEffect(() => {
    const mark = wanted && marks.current.get(wanted.id);
    mark?.focus({ preventScroll: true });
    // On a phone its mark stands elsewhere than its words.
    if (wanted) document.getElementById(`criterion-${wanted.id}`)?.closest('li')?.scrollIntoView({ block: 'nearest' });
  }, [wanted]);
  const go = (id: string) => {
    setChosen(id);
    setWanted({ id });
  };
  const by = (steps: 1 | -1) => {
    const next = criteria[at + steps];
    if (next) go(next.criterionId);
  };
  // Down and up: `j` rejoins the meeting.
  useShortcuts([
    { keys: 'd', label: 'The next criterion', group: 'Demo', run: () => by(1) },
    { keys: 'u', label: 'The criterion before', group: 'Demo', run: () => by(-1) },
  ]);
  return {
    ...{ criterion: criteria[at], place: at + 1, count: criteria.length, go, by },
    markRef: (id) => (mark) => {
      if (mark) marks.current.set(id, mark);
      else marks.current.delete(id);
    },
  };
}

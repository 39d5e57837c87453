import { useEffect, useRef } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { useOnChange } from '../../platform/changes';
import { announce } from '../../ui/announce';
import { concerns } from '../use-fresh-story';
import type { OpenStory } from './use-agreement';

const TOLD = /^(story\.agree|story\.split|question\.)/;

/** Tells a screen reader, politely, what others agree to, ask and answer, and which agreement an edit has ended. */
export function useAnnouncedAgreement(story: OpenStory): void {
  const { me } = usePartnership();
  useOnChange((change) => {
    if (TOLD.test(change.kind) && change.actor && change.actor.id !== me.id && concerns(change, story.id))
      announce(`${change.actor.name} ${change.summary}`);
  });
  const before = useRef(story.criteria);
  useEffect(() => {
    const earlier = new Map(before.current.map((criterion) => [criterion.id, criterion]));
    before.current = story.criteria;
    for (const [index, { id, version, droppedAgreements }] of story.criteria.entries()) {
      const had = earlier.get(id);
      if (!had || had.version === version || had.agreements.length === 0) continue;
      const names = droppedAgreements.map(({ party }) => party.name).join(' and ');
      if (names) announce(`Criterion ${index + 1} has changed since ${names} agreed to it`);
    }
  }, [story.criteria]);
}

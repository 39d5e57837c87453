import { OUTCOME_WORDS, VERDICT_WORDS } from '@tandem/schema/meeting/outcome';
import { useEffect, useRef } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { announce } from '../../ui/announce';
import { type Demo, placeOf } from './verdict-words';

/** Reads out what others find, at once: who listens must not judge against a verdict that they have not heard. */
export function useAnnouncedVerdicts(demo: Demo): void {
  const { me } = usePartnership();
  const heard = useRef<Demo | null>(null);
  useEffect(() => {
    const before = heard.current;
    heard.current = demo;
    if (before?.id !== demo.id || before === demo) return;
    const known = new Set(before.criteria.flatMap(({ verdicts }) => verdicts.map(({ id }) => id)));
    const sentences = demo.criteria.flatMap(({ criterionId, verdicts }) =>
      verdicts
        .filter(({ id, member }) => !known.has(id) && member.id !== me.id)
        .map(({ party, verdict, note }) => {
          const words = `${party.name}: ${placeOf(demo, criterionId)} ${VERDICT_WORDS[verdict].toLowerCase()}`;
          return note ? `${words}. “${note}”` : words;
        }),
    );
    const rulings = new Set(before.dispute?.rulings.map(({ at }) => at));
    for (const { at, member, ruling } of demo.dispute?.rulings ?? [])
      if (!rulings.has(at) && member.id !== me.id)
        sentences.push(`${member.name} rules to ${ruling === 'ACCEPT' ? 'accept' : 'return'} it`);
    if (demo.dispute && !before.dispute && demo.dispute.escalatedBy.id !== me.id)
      sentences.push(`${demo.dispute.escalatedBy.name} took it to the sponsors`);
    if (sentences.length === 0) return;
    if (before.demoOutcome !== demo.demoOutcome)
      sentences.push(`${demo.story.key}: ${OUTCOME_WORDS[demo.demoOutcome]}`);
    announce(`${sentences.join('. ')}.`, { assertive: true });
  }, [demo, me.id]);
}

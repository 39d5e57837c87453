import { isReady } from '@tandem/schema/story/rules';
import { Check, CircleDashed } from 'lucide-react';
import { usePartnership } from '../../partnership/use-partnership';
import { pointsWords } from '../EstimateControl';
import css from './Agreement.module.css';
import { HollowMark } from './HollowMark';
import { counted, waitsFor } from './readiness';
import type { OpenStory } from './use-agreement';

/** What keeps the story from READY, and whom it waits for. Nobody sets READY: it comes with the last thing that was missing. */
export function ReadinessLine({ story }: { story: OpenStory }) {
  const { parties } = usePartnership();
  if (story.state !== 'DRAFT' && story.state !== 'READY') return null;
  const { criteriaCount, agreedCount, openQuestions, estimate } = story;
  const ready = isReady(story);
  const waiting = parties.flatMap((party) => {
    const what = waitsFor(story, party.id);
    return what === null ? [] : [{ party, what }];
  });
  return (
    <section className={css.readiness} data-ready={ready || undefined} aria-label="Readiness">
      <p className={css.lead}>
        {ready ? <Check size={16} aria-hidden /> : <CircleDashed size={16} aria-hidden />}
        {ready ? 'Ready' : 'Not ready yet'}
      </p>
      <ul className={css.facts}>
        <li data-missing={criteriaCount === 0 || agreedCount < criteriaCount || undefined}>
          {criteriaCount === 0
            ? 'no criterion'
            : `${agreedCount} of ${counted(criteriaCount, 'criterion', 'criteria')} agreed`}
        </li>
        <li data-missing={openQuestions > 0 || undefined}>
          {openQuestions === 0 ? (
            'no open question'
          ) : (
            <a href="#questions">{counted(openQuestions, 'open question', 'open questions')}</a>
          )}
        </li>
        <li data-missing={estimate === null || undefined}>
          {estimate === null ? 'no estimate' : pointsWords(estimate)}
        </li>
      </ul>
      {waiting.length > 0 && (
        <ul className={css.waits} aria-label="It waits for">
          {waiting.map(({ party, what }) => (
            <li key={party.id}>
              <HollowMark kind={party.kind} />
              {party.name}: {what}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

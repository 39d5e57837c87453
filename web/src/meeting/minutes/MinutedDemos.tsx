import type { MinutedDemo, Minutes } from '@tandem/schema/meeting/minutes';
import { type DemoOutcome, OUTCOME_WORDS, VERDICT_WORDS } from '@tandem/schema/meeting/outcome';
import { Check, CircleDashed, Scale, Undo2 } from 'lucide-react';
import { Chip, type ChipTone } from '../../ui/Chip';
import { PartyMark } from '../../ui/PartyMark';
import { isSafeLink } from '../../story/safe-link';
import css from './Minutes.module.css';
import { moment, nameIn } from './minutes-words';
import { Section } from './Section';

const TONES: Readonly<Record<DemoOutcome, ChipTone>> = {
  PENDING: 'plain',
  ACCEPTED: 'accept',
  RETURNED: 'return',
  DISPUTED: 'return',
};
const ICONS = { PENDING: CircleDashed, ACCEPTED: Check, RETURNED: Undo2, DISPUTED: Scale } as const;

/** Every story that was shown, with what each party found of each criterion, word for word. */
export function MinutedDemos({ minutes }: { minutes: Minutes }) {
  return (
    <Section title="Demos" when={minutes.demos.length > 0}>
      {minutes.demos.map((demo) => (
        <Demo key={demo.story} demo={demo} minutes={minutes} />
      ))}
    </Section>
  );
}

function Demo({ demo, minutes }: { demo: MinutedDemo; minutes: Minutes }) {
  const Icon = ICONS[demo.outcome];
  const { timeZone, verdictsDueAt } = minutes.meeting;
  return (
    <div className={css.demo}>
      <div className={css.demoHead}>
        <h4 className={css.demoTitle}>
          {demo.key} {demo.title}
        </h4>
        <Chip tone={TONES[demo.outcome]} icon={<Icon aria-hidden />}>
          {OUTCOME_WORDS[demo.outcome]}
          {demo.provisional && ', provisionally'}
        </Chip>
      </div>
      {demo.provisional && (
        <p className={css.muted}>Without a quorum it counts from {moment(verdictsDueAt, timeZone)}.</p>
      )}
      {demo.words.trim() !== '' && <p className={css.words}>{demo.words}</p>}
      {demo.criteria.map((criterion) => (
        <div key={criterion.id} className={css.criterion}>
          <p className={css.words}>{criterion.text}</p>
          {criterion.verdicts.map((verdict) => (
            <p key={verdict.party} className={css.verdict}>
              <PartyMark
                kind={minutes.parties.find(({ id }) => id === verdict.party)?.kind ?? 'CLIENT'}
                initials={nameIn(minutes, verdict.party).slice(0, 1)}
                size={18}
              />
              <span>
                <strong>{VERDICT_WORDS[verdict.verdict]}</strong>{' '}
                <span className={css.muted}>
                  {nameIn(minutes, verdict.member)} for {nameIn(minutes, verdict.party)}
                  {verdict.asynchronous && ', not present'}
                  {verdict.promise && `, ${verdict.promise}`}
                </span>
                {verdict.note && <span className={css.words}> {verdict.note}</span>}
              </span>
            </p>
          ))}
          {criterion.verdicts.length === 0 && <p className={css.muted}>No verdict</p>}
        </div>
      ))}
      {demo.dispute && (
        <blockquote className={css.quote}>
          <p>
            Taken to the sponsors by {nameIn(minutes, demo.dispute.member)}: “{demo.dispute.reason}”
          </p>
          {demo.dispute.rulings.map(({ party, member, ruling, note }) => (
            <p key={party} className={css.muted}>
              {nameIn(minutes, member)} for {nameIn(minutes, party)}: {ruling === 'ACCEPT' ? 'accepted' : 'returned'}, “
              {note}”
            </p>
          ))}
        </blockquote>
      )}
      {demo.evidence.length > 0 && (
        <ul className={css.muted}>
          {demo.evidence.map(({ kind, title, url }) => {
            const href = url && isSafeLink(url) ? url : null;
            return (
              <li key={kind + title + url}>
                {href ? (
                  <a href={href} rel="noreferrer noopener" target="_blank">
                    {title}
                  </a>
                ) : (
                  title
                )}{' '}
                ({kind.toLowerCase()})
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

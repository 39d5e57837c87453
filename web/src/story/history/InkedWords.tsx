import { type KeyboardEvent, useRef, useState } from 'react';
import { PARTY_WORD } from '../../ui/PartyMark';
import css from './StoryHistory.module.css';
import type { InkedField, Run } from './moments';

/** The words with their inks. Hover, or Tab and the arrows, tells who wrote a run. */
export function InkedWords({ fields }: { fields: readonly InkedField[] }) {
  const [told, setTold] = useState<Run | null>(null);
  const [stop, setStop] = useState('0 0');
  const words = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const runs = [...(words.current?.querySelectorAll<HTMLElement>('[data-run]') ?? [])];
    runs[runs.indexOf(event.target as HTMLElement) + step]?.focus();
  };
  const part = (field: InkedField, at: number) => (
    <Runs field={field} at={at} stop={stop} onTell={setTold} onStop={setStop} />
  );
  const [title, narrative, ...criteria] = fields;
  return (
    <>
      <div ref={words} className={css.words} onKeyDown={move} onMouseLeave={() => setTold(null)}>
        {title && <h3 className={css.storyTitle}>{title.runs.length > 0 ? part(title, 0) : 'No title yet'}</h3>}
        {narrative && narrative.runs.length > 0 && <p>{part(narrative, 1)}</p>}
        {criteria.length > 0 && (
          <ol className={css.criteria} aria-label="Acceptance criteria">
            {criteria.map((criterion, index) => (
              <li key={criterion.field}>{part(criterion, index + 2)}</li>
            ))}
          </ol>
        )}
      </div>
      <p className={css.writer} role="status">
        {told
          ? writerOf(told)
          : 'Point at some words, or go through them with Tab and the arrows, to see who wrote them.'}
      </p>
    </>
  );
}

const writerOf = ({ member, party }: Run): string =>
  member && party ? `Written by ${member.name}, ${PARTY_WORD[party.kind].toLowerCase()}` : 'Written by Tandem';

interface RunsProps {
  field: InkedField;
  at: number;
  /** The one run that Tab reaches, as "part run". */
  stop: string;
  onTell: (run: Run) => void;
  onStop: (stop: string) => void;
}

function Runs({ field, at, stop, onTell, onStop }: RunsProps) {
  return field.runs.map((run, index) => {
    const here = `${at} ${index}`;
    return (
      <span
        key={here}
        data-run
        data-party={run.party?.kind}
        className={css.run}
        tabIndex={here === stop ? 0 : -1}
        onMouseEnter={() => onTell(run)}
        onFocus={() => {
          onTell(run);
          onStop(here);
        }}
      >
        {run.text}
      </span>
    );
  });
}

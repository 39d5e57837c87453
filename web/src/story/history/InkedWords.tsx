import { useState } from 'react';
import { PARTY_WORD } from '../../ui/PartyMark';
import { InkPeople } from './InkPeople';
import css from './StoryHistory.module.css';
import type { InkedField, Run } from './moments';

/** The words with their inks, and who wrote them: with one person looked at, theirs are the only ones inked. */
export function InkedWords({ fields }: { fields: readonly InkedField[] }) {
  const [person, setPerson] = useState<string | null>(null);
  const [title, narrative, ...criteria] = fields;
  return (
    <>
      <InkPeople fields={fields} onLook={setPerson} />
      <div className={css.words}>
        {title && (
          <h3 className={css.storyTitle}>
            {title.runs.length > 0 ? <Runs runs={title.runs} person={person} /> : 'No title yet'}
          </h3>
        )}
        {narrative && narrative.runs.length > 0 && (
          <p>
            <Runs runs={narrative.runs} person={person} />
          </p>
        )}
        {criteria.length > 0 && (
          <ol className={css.criteria} aria-label="Acceptance criteria">
            {criteria.map(({ field, runs }) => (
              <li key={field}>
                <Runs runs={runs} person={person} />
              </li>
            ))}
          </ol>
        )}
      </div>
    </>
  );
}

function Runs({ runs, person }: { runs: readonly Run[]; person: string | null }) {
  return runs.map(({ text, member, party }, index) => {
    const told = member && party ? `${member.name}, ${PARTY_WORD[party.kind].toLowerCase()}` : 'Tandem';
    const inked = person === null || member?.id === person;
    // A run is known by its place: the words of one moment never move.
    const key = `${index}`;
    const ink = { className: css.run, title: told, ...(inked && party ? { 'data-party': party.kind } : {}) };
    return person !== null && inked ? (
      <mark key={key} {...ink}>
        {text}
      </mark>
    ) : (
      <span key={key} {...ink}>
        {text}
      </span>
    );
  });
}

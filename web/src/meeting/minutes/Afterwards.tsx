import type { Minutes } from '@tandem/schema/meeting/minutes';
import css from './Minutes.module.css';
import type { MinutesFactsFragment } from './minutes.gql';
import { moment } from './minutes-words';
import { Section } from './Section';

/** What was said of the minutes since: part of the paper, and not of what is frozen. */
export function Afterwards({
  minutes,
  hash,
  ratified,
}: {
  minutes: Minutes;
  hash: string | null;
  ratified: MinutesFactsFragment;
}) {
  const { timeZone } = minutes.meeting;
  const { ratifications, objections, amendments } = ratified;
  if (hash === null) return null;
  return (
    <>
      <Section title="Amendments" when={amendments.length > 0}>
        <ol className={css.lines}>
          {amendments.map(({ number, text, member, at }) => (
            <li key={number}>
              <p className={css.words}>{text}</p>
              <p className={css.muted}>
                {member?.name ?? 'Tandem, from the record'}, {moment(at, timeZone)}
              </p>
            </li>
          ))}
        </ol>
      </Section>
      <Section title="Objections" when={objections.length > 0}>
        {objections.map(({ text, member, party, at }) => (
          <blockquote key={at} className={css.quote}>
            <p className={css.words}>{text}</p>
            <p className={css.muted}>
              {member.name} for {party.name}, {moment(at, timeZone)}
            </p>
          </blockquote>
        ))}
      </Section>
      <Section title="Ratified">
        {ratifications.length === 0 && <p className={css.muted}>By nobody yet</p>}
        <ul>
          {ratifications.map(({ party, member, at }) => (
            <li key={party.id}>
              {member.name} for {party.name}, {moment(at, timeZone)}
            </li>
          ))}
        </ul>
        <p className={css.hash}>SHA-256 {hash}</p>
      </Section>
    </>
  );
}

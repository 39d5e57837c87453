import type { Minutes } from '@tandem/schema/meeting/minutes';
import css from './Minutes.module.css';
import { moment, nameIn } from './minutes-words';
import { Section } from './Section';

/** What was planned for the week after, and whose signatures stood under it when the meeting was closed. */
export function MinutedNextWeek({ minutes }: { minutes: Minutes }) {
  const { next, meeting } = minutes;
  if (!next) return null;
  return (
    <Section title={`Next iteration, ${next.isoWeek}`}>
      <p>
        {next.points} points
        {next.signed.length === 0 ? ', not signed yet' : ', signed by '}
        {next.signed
          .map(
            ({ party, member, at }) =>
              `${nameIn(minutes, member)} for ${nameIn(minutes, party)}, ${moment(at, meeting.timeZone)}`,
          )
          .join('; ')}
      </p>
      {next.goals.length > 0 && (
        <ul className={css.lines}>
          {next.goals.map((goal) => (
            <li key={goal} className={css.words}>
              {goal}
            </li>
          ))}
        </ul>
      )}
      <ul className={css.lines}>
        {next.stories.map(({ key, title, points }) => (
          <li key={key} className={css.line}>
            <span className={css.key}>{key}</span>
            <span>
              <span className={css.words}>{title}</span>{' '}
              {points !== null && <span className={css.muted}>{points}</span>}
            </span>
          </li>
        ))}
      </ul>
      {next.hash && <p className={css.hash}>SHA-256 {next.hash}</p>}
    </Section>
  );
}

import { PartyMark } from '../../ui/PartyMark';
import { pointsWords } from '../week-words';
import css from './WeekPaper.module.css';
import type { Paper } from './week-paper';

/** Everything that a signature stands for, word by word. */
export function WeekPaper({ paper }: { paper: Paper }) {
  return (
    <div className={css.paper}>
      <dl className={css.figures}>
        <Figure name="Points">{paper.points}</Figure>
        <Figure name="Stories">{paper.stories.length}</Figure>
        <Figure name="Capacity">{paper.capacity ?? 'Not set'}</Figure>
        <Figure name="Budget">{paper.budget ?? 'Not set'}</Figure>
      </dl>
      {paper.goals.length > 0 && (
        <section aria-labelledby="paper-goals">
          <h3 id="paper-goals">{paper.goals.length === 1 ? 'Goal' : 'Goals'}</h3>
          <ul className={css.goals}>
            {paper.goals.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="paper-stories">
        <h3 id="paper-stories">Stories</h3>
        <ol className={css.stories}>
          {paper.stories.map((story) => (
            <li key={story.id}>
              <p className={css.storyHead}>
                <span className={css.title}>{story.title || 'Untitled story'}</span>
                <span className={css.meta}>
                  {story.key} · {story.points === null ? 'no points' : pointsWords(story.points)}
                </span>
              </p>
              <Criteria story={story} />
            </li>
          ))}
        </ol>
      </section>
      {paper.declined.length > 0 && (
        <section aria-labelledby="paper-declined">
          <h3 id="paper-declined">Declined for this week</h3>
          <ul className={css.declined}>
            {paper.declined.map(({ id, key, by, reason }) => (
              <li key={id}>
                {key}, by {by}: “{reason}”
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Figure({ name, children }: { name: string; children: string | number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Criteria({ story }: { story: Paper['stories'][number] }) {
  if (story.criteria.length === 0) return null;
  return (
    <ol className={css.criteria} aria-label={`Criteria of ${story.key}`}>
      {story.criteria.map(({ id, version, text, agreements }) => (
        <li key={id}>
          <span className={css.words}>{text}</span>
          <span className={css.agreed}>
            {agreements.map(({ party, member }) => (
              <PartyMark
                key={party.id}
                kind={party.kind}
                initials={member?.initials ?? party.name.slice(0, 1)}
                name={member ? `${member.name} agreed` : `${party.name} agreed`}
                size={18}
              />
            ))}
            <span title={`Version ${version} of its wording`}>v{version}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

import { Link } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { usePartnership } from '../../partnership/use-partnership';
import type { Week } from '../planned-stories';
import { sentenceCase } from './commitment-words';
import type { Commitment, CommitmentChange } from './use-commitment';
import css from './WeekChanges.module.css';
import { WordsBeside } from './WordsBeside';

interface Group {
  id: string;
  /** Null for what is about the week as a whole. */
  key: string | null;
  title: string;
  changes: CommitmentChange[];
}

/** Everything that is not as it was frozen, story by story, the frozen words beside the present ones. */
export function WeekChanges({ week, commitment }: { week: Week; commitment: Commitment }) {
  const { slug } = usePartnership();
  const inForce = commitment.state === 'IN_FORCE';
  const groups = groupsOf(week, commitment);
  const then = inForce ? 'As signed' : 'As proposed';
  return (
    <section className={css.changes} aria-labelledby="week-changes-heading">
      <header className={css.head}>
        <h2 id="week-changes-heading">{inForce ? 'Changed since the commitment' : 'Changed since it was proposed'}</h2>
        {groups.length > 0 && (
          <p>
            {inForce
              ? 'What was signed stays as it is; this is what differs from it now.'
              : 'Nobody can sign the proposal any more. Read what changed, then propose the week as it stands.'}
          </p>
        )}
      </header>
      {groups.length === 0 ? (
        <p className={css.same}>
          <Check size={16} aria-hidden /> Every word and every point is as both parties signed it.
        </p>
      ) : (
        <div className={css.groups}>
          {groups.map(({ id, key, title, changes }) => (
            <article key={id} className={css.group}>
              <h3>
                {key ? (
                  <Link to="/p/$slug/stories/$key" params={{ slug, key }}>
                    {title || 'Untitled story'}
                    <span>{key}</span>
                  </Link>
                ) : (
                  title
                )}
              </h3>
              <ul className={css.list}>
                {changes.map((change) => (
                  <li key={`${change.kind} ${change.criterionId ?? change.goalId ?? change.sentence}`}>
                    {inForce && MOVED[change.kind]
                      ? MOVED[change.kind]
                      : sentenceCase(key ? withoutKey(change.sentence, key) : change.sentence)}
                    <WordsBeside diff={change.diff} then={then} />
                  </li>
                ))}
              </ul>
            </article>
          ))}
        </div>
      )}
    </section>
  );
}

const MOVED: Partial<Record<CommitmentChange['kind'], string>> = {
  STORY_ADDED: 'Came in after the signatures; the ledger says why',
  STORY_REMOVED: 'Was signed for, and left the week; the ledger says why',
};

/** Under its story's own heading a sentence need not name it again. */
const withoutKey = (sentence: string, key: string): string =>
  sentence.startsWith(`${key} `) ? sentence.slice(key.length + 1) : sentence;

function groupsOf(week: Week, { stories, changesSince }: Commitment): Group[] {
  const groups = new Map<string, Group>();
  for (const change of changesSince) {
    const id = change.storyId ?? '';
    const group = groups.get(id) ?? { id, ...namesOf(week, stories, change.storyId), changes: [] };
    group.changes.push(change);
    groups.set(id, group);
  }
  return [...groups.values()];
}

function namesOf(week: Week, frozen: Commitment['stories'], storyId: string | null): Pick<Group, 'key' | 'title'> {
  if (storyId === null) return { key: null, title: 'The week itself' };
  const present = week.stories.find(({ story }) => story.id === storyId)?.story;
  const was = frozen.find((one) => one.storyId === storyId);
  return { key: present?.key ?? was?.key ?? null, title: present?.title ?? was?.title ?? '' };
}

import { Link } from '@tanstack/react-router';
import type { ChangeFactsFragment } from '../platform/changes.gql';
import { ago } from '../platform/time';
import { OverlapMark, PartyMark } from '../ui/PartyMark';
import css from './TodayPage.module.css';
import { usePartnership } from './use-partnership';

/** The newest changes of both sides, newest first. */
export function RecentChanges({ changes, now }: { changes: readonly ChangeFactsFragment[]; now: Date }) {
  const newest = changes.toSorted((a, b) => b.seq - a.seq);
  return (
    <section aria-labelledby="changes-title" className={css.section}>
      <h2 id="changes-title">What has just happened</h2>
      <div className={css.card}>
        {newest.length === 0 && (
          <p className={css.quiet}>Nothing yet. Each change shows here, with its person and party, as it is made.</p>
        )}
        <ol className={css.changes}>
          {newest.map((change) => (
            <li key={change.seq}>
              {change.actor ? (
                <PartyMark kind={change.actor.party.kind} initials={change.actor.initials} size={20} />
              ) : (
                <span className={css.noActor}>
                  <OverlapMark size={20} />
                </span>
              )}
              <span className={css.summary}>
                <bdi className={css.actor}>{change.actor?.name ?? 'Tandem'}</bdi> <Summary change={change} />
              </span>
              <time dateTime={change.at} className={css.when}>
                {ago(change.at, now)}
              </time>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function Summary({ change }: { change: ChangeFactsFragment }) {
  const { slug } = usePartnership();
  const { node, summary } = change;
  if (node?.__typename === 'Story')
    return (
      <Link to="/p/$slug/stories/$key" params={{ slug, key: node.key }}>
        {summary}
      </Link>
    );
  if (node?.__typename === 'Concern')
    return (
      <Link to="/p/$slug/concerns/$key" params={{ slug, key: node.key }}>
        {summary}
      </Link>
    );
  if (node?.__typename === 'StandupEntry')
    return (
      <Link to="/p/$slug/standup/$date" params={{ slug, date: node.on }}>
        {summary}
      </Link>
    );
  return summary;
}

import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import { ChevronRight, Stamp } from 'lucide-react';
import { usePartnership } from '../../partnership/use-partnership';
import { useRereadOnChange } from '../use-week';
import { weekShort } from '../week-words';
import { StoryCommitmentsDocument, type StoryCommitmentsQuery } from './commitment.gql';
import css from './CommittedLine.module.css';
import { sentenceCase, signedAt } from './commitment-words';
import { WordsBeside } from './WordsBeside';

type Held = NonNullable<StoryCommitmentsQuery['story']>['commitments'][number];

/** On a story's page: which signed week holds it, and what of it is not as both parties signed it. */
export default function CommittedLine({ storyKey }: { storyKey: string }) {
  const { slug } = usePartnership();
  const { data, refetch } = useQuery(StoryCommitmentsDocument, {
    variables: { slug, key: storyKey },
    fetchPolicy: 'cache-and-network',
  });
  useRereadOnChange(refetch, (kind) => /^(iteration|story)\./.test(kind));
  const [latest, ...earlier] = data?.story?.commitments ?? [];
  if (!latest) return null;
  return (
    <div className={css.line}>
      <Stamp size={16} aria-hidden />
      <div className={css.said}>
        <span>
          {latest.addedLater ? 'Added to ' : 'Committed in '}
          <WeekLink isoWeek={latest.isoWeek} />
          {versionWords(latest)}
          {latest.addedLater ? ' after it was signed' : `, signed ${signedAt(latest.committedAt)}`}.
          {!latest.addedLater && latest.changesSince.length === 0 && ' Unchanged since.'}
        </span>
        {latest.changesSince.length > 0 && <Changes changes={latest.changesSince} storyKey={storyKey} />}
        {earlier.length > 0 && (
          <span className={css.earlier}>
            Before that in{' '}
            {earlier.map(({ isoWeek, iterationId }, index) => (
              <span key={iterationId}>
                {index > 0 && ', '}
                <WeekLink isoWeek={isoWeek} />
              </span>
            ))}
          </span>
        )}
      </div>
    </div>
  );
}

/** " at version 3", or of each criterion where they differ: " at versions 1, 3 and 1". */
function versionWords({ frozen }: Held): string {
  const versions = frozen?.criteria.map(({ version }) => version) ?? [];
  if (versions.length === 0) return '';
  if (new Set(versions).size === 1) return ` at version ${versions[0]}`;
  return ` at versions ${versions.slice(0, -1).join(', ')} and ${versions.at(-1)} of its criteria`;
}

function Changes({ changes, storyKey }: { changes: Held['changesSince']; storyKey: string }) {
  return (
    <details className={css.changes}>
      <summary>
        <ChevronRight size={14} aria-hidden />
        {changes.length === 1 ? '1 thing changed since' : `${changes.length} things changed since`}
      </summary>
      <ul>
        {changes.map(({ kind, sentence, criterionId, diff }) => (
          <li key={`${kind} ${criterionId ?? sentence}`}>
            {sentenceCase(sentence.startsWith(`${storyKey} `) ? sentence.slice(storyKey.length + 1) : sentence)}
            <WordsBeside diff={diff} then="As signed" />
          </li>
        ))}
      </ul>
    </details>
  );
}

function WeekLink({ isoWeek }: { isoWeek: string }) {
  const { slug } = usePartnership();
  return (
    <Link to="/p/$slug/weeks/$iso" params={{ slug, iso: isoWeek }}>
      {weekShort(isoWeek)}
    </Link>
  );
}

import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import { MessageCircleHeart } from 'lucide-react';
import type { ConcernCardFragment } from '../../iteration/concern/concern-card.gql';
import { ConcernRow } from '../../iteration/concern/ConcernRow';
import { useRereadOnChange } from '../../iteration/use-week';
import { usePartnership } from '../../partnership/use-partnership';
import { shownByThePage } from '../../platform/apollo';
import { useNow } from '../../platform/time';
import { EmptyState } from '../../ui/EmptyState';
import { Problem } from '../../ui/Problem';
import { PageSkeleton } from '../../ui/Skeleton';
import { MeetingConcernsDocument } from './concerns-open.gql';
import css from './Stage.module.css';

const touchesConcerns = (kind: string) => kind.startsWith('concern.');

/** What has climbed the ladder or waits past its time comes first: it is what the meeting is for. */
export default function ConcernsStage() {
  const { slug } = usePartnership();
  const now = useNow();
  const { data, error, refetch } = useQuery(MeetingConcernsDocument, {
    variables: { slug },
    fetchPolicy: 'cache-and-network',
  });
  useRereadOnChange(refetch, touchesConcerns);
  const open = data?.partnership?.open.edges.map(({ node }) => node);
  if (!open)
    return error ? (
      <Problem onRetry={() => refetch().catch(shownByThePage)}>
        The concerns could not be read. Check your connection, then try again.
      </Problem>
    ) : (
      <PageSkeleton rows={3} label="Reading the concerns" />
    );
  const isPast = ({ level, dueAt }: ConcernCardFragment) =>
    level > 0 || (dueAt !== null && Date.parse(dueAt) <= now.getTime());
  const past = open.filter(isPast);
  const others = open.filter((concern) => !isPast(concern));
  if (open.length === 0)
    return (
      <EmptyState icon={<MessageCircleHeart size={22} aria-hidden />} title="No concern is open">
        Whoever has one raises it on the{' '}
        <Link to="/p/$slug/concerns" params={{ slug }}>
          concerns page
        </Link>
        , or says it now and records what is decided.
      </EmptyState>
    );
  return (
    <div className={css.stage}>
      <Group title="Past their time" concerns={past} />
      <Group title={past.length > 0 ? 'In time' : 'All are in time'} concerns={others} />
    </div>
  );
}

function Group({ title, concerns }: { title: string; concerns: readonly ConcernCardFragment[] }) {
  if (concerns.length === 0) return null;
  const id = `concerns-${title.replace(/\W+/g, '-')}`;
  return (
    <section className={css.group} aria-labelledby={id}>
      <h3 id={id}>
        {title} <span className={css.count}>{concerns.length}</span>
      </h3>
      <ul className={css.rows}>
        {concerns.map((concern) => (
          <ConcernRow key={concern.id} concern={concern} />
        ))}
      </ul>
    </section>
  );
}

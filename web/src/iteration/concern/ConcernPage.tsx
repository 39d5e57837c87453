import { useQuery } from '@apollo/client/react';
import { Link, useParams } from '@tanstack/react-router';
import { CornerDownRight, Link2 } from 'lucide-react';
import { usePartnership } from '../../partnership/use-partnership';
import { refusal } from '../../platform/act';
import { shownByThePage } from '../../platform/apollo';
import { useOnChange } from '../../platform/changes';
import { useNow } from '../../platform/time';
import { announce } from '../../ui/announce';
import { IconButton } from '../../ui/Button';
import { Chip } from '../../ui/Chip';
import { PageHeading, useTitle } from '../../ui/Page';
import { Problem } from '../../ui/Problem';
import { PageSkeleton } from '../../ui/Skeleton';
import { toast } from '../../ui/toast';
import { dayWords } from '../day';
import { ConcernForms } from './ConcernForms';
import css from './ConcernPage.module.css';
import { ConcernPageDocument, type ConcernPageQuery } from './concern-page.gql';
import { CONCERN_STATES, daysWords } from './concern-words';
import { Ladder } from './Ladder';
import { Timeline } from './Timeline';

export type WholeConcern = NonNullable<ConcernPageQuery['concern']>;

/** What is left of the time changes by itself: it is asked for again this often. */
const READ_AGAIN_MS = 300_000;

export default function ConcernPage() {
  const { slug, key } = useParams({ from: '/p/$slug/concerns/$key' });
  const { me } = usePartnership();
  const { data, error, refetch } = useQuery(ConcernPageDocument, {
    variables: { slug, key },
    fetchPolicy: 'cache-and-network',
    pollInterval: READ_AGAIN_MS,
  });
  const readAgain = () => void refetch().catch(shownByThePage);
  const id = data?.concern?.id;
  useOnChange(({ kind, nodeId, actor, summary }) => {
    // The card comes with the change; what was said is read anew. Another concern may be a recurrence of this one.
    if (nodeId === id || kind === 'concern.raised') readAgain();
    if (nodeId === id && actor?.id !== me.id) announce(`${actor?.name ?? 'Tandem'} ${summary}`);
  });
  if (data?.concern) return <Whole concern={data.concern} />;
  if (data ?? (error && refusal(error).code === 'NOT_FOUND'))
    return (
      <Problem title={`There is no concern ${key} here`}>
        It may have another number, or belong to a partnership that you can’t see.{' '}
        <Link to="/p/$slug/concerns" params={{ slug }}>
          See all concerns
        </Link>
        .
      </Problem>
    );
  if (error)
    return <Problem onRetry={readAgain}>The concern could not be read. Check your connection, then try again.</Problem>;
  return <PageSkeleton label="Opening the concern" />;
}

function Whole({ concern }: { concern: WholeConcern }) {
  const { slug, name } = usePartnership();
  const { key, title, concernState: state, story } = concern;
  useTitle(`${key} ${title}`, name);
  const copyLink = () =>
    navigator.clipboard.writeText(location.origin + location.pathname).then(
      () => toast('Link copied', { detail: `${key} ${title}` }),
      () => toast('The link was not copied', { detail: 'Copy it from the address bar.', tone: 'problem' }),
    );
  return (
    <article className={css.page}>
      <header className={css.head}>
        <nav className={css.crumbs} aria-label="Where this concern is">
          <Link to="/p/$slug/concerns" params={{ slug }}>
            Concerns
          </Link>
          <span aria-hidden="true">/</span>
          <span className={css.key}>{key}</span>
          <IconButton
            size="small"
            label="Copy link"
            icon={<Link2 size={15} aria-hidden />}
            onPress={() => void copyLink()}
          />
          <Chip tone={state === 'CLOSED' ? 'accept' : state === 'OPEN' ? 'return' : 'plain'}>
            {CONCERN_STATES[state]}
          </Chip>
        </nav>
        <PageHeading className={css.title}>{title}</PageHeading>
        <Origins concern={concern} />
      </header>
      <div className={css.columns}>
        <div className={css.main}>
          <Timeline concern={concern} />
          <ConcernForms concern={concern} />
        </div>
        <aside className={css.aside} aria-label="The ladder and facts">
          <Ladder concern={concern} />
          <dl className={css.facts}>
            <div>
              <dt>Answers</dt>
              <dd className={css.owner} data-party={concern.ownerParty.kind}>
                {concern.ownerParty.name}
              </dd>
            </div>
            {story && (
              <div>
                <dt>About</dt>
                <dd>
                  <Link to="/p/$slug/stories/$key" params={{ slug, key: story.key }}>
                    {story.key}
                  </Link>{' '}
                  {story.title}
                </dd>
              </div>
            )}
            <div>
              <dt>Open for</dt>
              {concern.workingDaysOpen.map(({ party, days }) => (
                <dd key={party.id}>
                  {days < 0.1 ? 'no working day yet' : daysWords(Math.round(days * 10) / 10)}{' '}
                  <span className={css.quiet}>of {party.name}</span>
                </dd>
              ))}
            </div>
          </dl>
        </aside>
      </div>
    </article>
  );
}

/** Where it comes from and what came of it: a stand-up, the concern that it repeats, those that repeat it. */
function Origins({ concern: { standupEntry, recurrenceOf, recurrences } }: { concern: WholeConcern }) {
  const { slug } = usePartnership();
  const now = useNow();
  if (!standupEntry && !recurrenceOf && recurrences.length === 0) return null;
  return (
    <ul className={css.origins}>
      {standupEntry && (
        <li>
          <CornerDownRight size={15} aria-hidden /> from{' '}
          <Link to="/p/$slug/standup/$date" params={{ slug, date: standupEntry.on }}>
            {standupEntry.member.name}’s stand-up of {dayWords(standupEntry.on, now)}
          </Link>
        </li>
      )}
      {recurrenceOf && (
        <li>
          <CornerDownRight size={15} aria-hidden /> it has been here before, as{' '}
          <Link to="/p/$slug/concerns/$key" params={{ slug, key: recurrenceOf.key }}>
            {recurrenceOf.key} {recurrenceOf.title}
          </Link>
        </li>
      )}
      {recurrences.map(({ id, key, title }) => (
        <li key={id}>
          <CornerDownRight size={15} aria-hidden /> it came back as{' '}
          <Link to="/p/$slug/concerns/$key" params={{ slug, key }}>
            {key} {title}
          </Link>
        </li>
      ))}
    </ul>
  );
}

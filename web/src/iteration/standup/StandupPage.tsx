import { useQuery } from '@apollo/client/react';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { addDays, isDay } from '@tandem/schema/iteration/iso-week';
import { ChevronLeft, ChevronRight, Coffee } from 'lucide-react';
import { usePartnership } from '../../partnership/use-partnership';
import { shownByThePage } from '../../platform/apollo';
import { useOnChange } from '../../platform/changes';
import { useNow } from '../../platform/time';
import { announce } from '../../ui/announce';
import { Button, IconButton } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { Page } from '../../ui/Page';
import { Problem } from '../../ui/Problem';
import { useShortcuts } from '../../ui/shortcuts';
import { PageSkeleton } from '../../ui/Skeleton';
import { dayIn, dayWords } from '../day';
import { EntryEditor, useIsMyDay } from './EntryEditor';
import { PartyColumn, type Standup } from './PartyColumn';
import css from './StandupPage.module.css';
import { StandupDayDocument } from './standup.gql';

/** One day as both parties live it, each member by their own clock. */
export default function StandupPage() {
  const { slug, date } = useParams({ from: '/p/$slug/standup/$date' });
  if (!isDay(date))
    return (
      <Problem title={`There is no day ${date}`}>
        A day is written as in 2026-11-23.{' '}
        <Link to="/p/$slug/standup" params={{ slug }}>
          Go to today’s stand-up
        </Link>
        .
      </Problem>
    );
  return <Day key={date} on={date} />;
}

function Day({ on }: { on: string }) {
  const { id: partnershipId, name, me } = usePartnership();
  const { data, error, refetch } = useQuery(StandupDayDocument, {
    variables: { partnershipId, on },
    fetchPolicy: 'cache-and-network',
  });
  const readAgain = () => void refetch().catch(shownByThePage);
  useOnChange(({ kind, node, actor }) => {
    // Edits come with the change itself; only who has posted is asked for again.
    if (kind.startsWith('member.') || kind === 'concern.raised') readAgain();
    if (kind !== 'standup.posted' || node?.__typename !== 'StandupEntry' || node.on !== on) return;
    readAgain();
    if (actor && actor.id !== me.id) announce(`${actor.name} has posted`);
  });
  const now = useNow();
  const today = dayIn(me.timeZone, now);
  const standup = data?.standup;
  return (
    <Page
      title={dayWords(on, now)}
      context={`Stand-up · ${name}`}
      lede={
        on === today
          ? 'Today’s stand-up. Each posts for their own day, whenever it suits them.'
          : `The stand-up of ${on === addDays(today, -1) ? 'yesterday' : on === addDays(today, 1) ? 'tomorrow' : 'that day'}.`
      }
      actions={<Days on={on} today={today} />}
    >
      {standup ? (
        <Columns standup={standup} />
      ) : error ? (
        <Problem onRetry={readAgain}>The stand-up could not be read. Check your connection, then try again.</Problem>
      ) : (
        <PageSkeleton rows={3} label="Opening the stand-up" />
      )}
    </Page>
  );
}

function Columns({ standup }: { standup: Standup }) {
  const { me, parties } = usePartnership();
  const entry = standup.entries.find(({ member }) => member.id === me.id) ?? null;
  const isMyDay = useIsMyDay(standup.on, entry);
  if (standup.entries.length === 0 && !isMyDay && standup.waiting.every(({ day }) => day !== 'UNDER_WAY'))
    return (
      <EmptyState icon={<Coffee size={22} aria-hidden />} title="Nobody posted that day">
        A stand-up is three short answers: what is done, what is next, and what is in the way. Both parties read all of
        them.
      </EmptyState>
    );
  return (
    <div className={css.columns}>
      {parties.map((party) => (
        <PartyColumn
          key={party.id}
          party={party}
          standup={standup}
          mine={
            isMyDay &&
            party.id === me.party.id && <EntryEditor on={standup.on} entry={entry} previous={standup.previous} />
          }
        />
      ))}
    </div>
  );
}

function Days({ on, today }: { on: string; today: string }) {
  const { slug, members } = usePartnership();
  const now = useNow();
  const navigate = useNavigate();
  const go = (date: string) => void navigate({ to: '/p/$slug/standup/$date', params: { slug, date } });
  // Somebody east of here may have begun a day that has not come yet.
  const furthest = members.map(({ timeZone }) => dayIn(timeZone, now)).reduce((a, b) => (a > b ? a : b), today);
  const later = () => on < furthest && go(addDays(on, 1));
  useShortcuts([
    { keys: '[', label: 'The day before', group: 'Stand-up', run: () => go(addDays(on, -1)) },
    { keys: ']', label: 'The day after', group: 'Stand-up', run: later },
  ]);
  return (
    <div className={css.days} role="group" aria-label="Days">
      <IconButton
        variant="secondary"
        label="The day before"
        icon={<ChevronLeft size={18} aria-hidden />}
        onPress={() => go(addDays(on, -1))}
      />
      <input
        type="date"
        aria-label="Go to a day"
        className={css.date}
        value={on}
        max={furthest}
        onChange={(event) => event.target.value && go(event.target.value)}
      />
      <IconButton
        variant="secondary"
        label="The day after"
        icon={<ChevronRight size={18} aria-hidden />}
        isDisabled={on >= furthest}
        onPress={later}
      />
      {on !== today && <Button onPress={() => go(today)}>Today</Button>}
    </div>
  );
}

import { useQuery } from '@apollo/client/react';
import { useSearch } from '@tanstack/react-router';
import { HandHelping, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { shownByThePage } from '../../platform/apollo';
import { useNow } from '../../platform/time';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { Page } from '../../ui/Page';
import { Problem } from '../../ui/Problem';
import { PageSkeleton } from '../../ui/Skeleton';
import { useRereadOnChange } from '../use-week';
import { PastPromises } from './PastPromises';
import type { PromiseCardFragment } from './promise-card.gql';
import { PromiseListDocument, type PromiseListQuery } from './promise-list.gql';
import { PromiseRow } from './PromiseRow';
import css from './PromisesPage.module.css';
import { Reliability } from './Reliability';

const MakePromiseDialog = lazy(() => import('./MakePromiseDialog'));

/** Days waited grow with time alone: they are asked for again this often. */
const READ_AGAIN_MS = 300_000;
const touchesPromises = (kind: string) => /^promise\.(?!reminded)/.test(kind);

/** What either side owes the other, and how each keeps it. */
export default function PromisesPage() {
  const { slug, name, canWrite } = usePartnership();
  const { data, error, refetch } = useQuery(PromiseListDocument, {
    variables: { slug },
    fetchPolicy: 'cache-and-network',
    pollInterval: READ_AGAIN_MS,
  });
  useRereadOnChange(refetch, touchesPromises);
  const [making, setMaking] = useState(false);
  const found = data?.partnership;
  return (
    <Page
      title="Promises"
      context={name}
      width="wide"
      lede="What either side owes the other, and by when. The clock says what is missed; the side that waits says what is kept."
      actions={
        canWrite && (
          <Button icon={<Plus size={16} aria-hidden />} onPress={() => setMaking(true)}>
            Make or ask for a promise
          </Button>
        )
      }
    >
      {found ? (
        <Lists found={found} />
      ) : error ? (
        <Problem onRetry={() => refetch().catch(shownByThePage)}>
          The promises could not be read. Check your connection, then try again.
        </Problem>
      ) : (
        <PageSkeleton rows={4} label="Opening the promises" />
      )}
      {making && (
        <Suspense fallback={null}>
          <MakePromiseDialog onClose={() => setMaking(false)} />
        </Suspense>
      )}
    </Page>
  );
}

function Lists({ found }: { found: NonNullable<PromiseListQuery['partnership']> }) {
  const { me, parties } = usePartnership();
  const { key } = useSearch({ from: '/p/$slug/promises' });
  const all = [...found.open.edges, ...found.past.edges].map(({ node }) => node);
  const promises = [...new Map(all.map((promise) => [promise.id, promise])).values()];
  const isOpen = ({ promiseState }: PromiseCardFragment) => ['ASKED', 'OPEN', 'DONE'].includes(promiseState);
  const open = promises.filter(isOpen).toSorted((a, b) => a.dayEnds.localeCompare(b.dayEnds));
  const past = promises
    .filter((promise) => !isOpen(promise))
    .toSorted((a, b) => b.stateChangedAt.localeCompare(a.stateChangedAt));
  if (promises.length === 0)
    return (
      <EmptyState icon={<HandHelping size={22} aria-hidden />} title="Nobody owes anybody anything yet">
        An answer, access, test data, an action from the meeting: whatever one side waits for goes here, with a day. The
        client promises too.
      </EmptyState>
    );
  const others = parties.filter(({ id }) => id !== me.party.id);
  return (
    <>
      <Reliability reliability={found.promiseReliability} waiting={found.waiting} />
      <div className={css.columns}>
        <Column
          title="We owe"
          party={me.party.kind}
          promises={open.filter(({ ownerParty }) => ownerParty.id === me.party.id)}
          none="Nothing is owed by us. What the other side asks for shows here until somebody promises or declines it."
          marked={key}
        />
        <Column
          title={others.length === 1 ? `${others[0]?.name} owes` : 'They owe'}
          party={others[0]?.kind ?? 'VENDOR'}
          promises={open.filter(({ ownerParty }) => ownerParty.id !== me.party.id)}
          none="Nothing is owed to us. Waiting for something? Ask for it, with a day."
          marked={key}
        />
      </div>
      {past.length > 0 && <PastPromises promises={past} total={found.past.totalCount} marked={key} />}
    </>
  );
}

function Column({
  title,
  party,
  promises,
  none,
  marked,
}: {
  title: string;
  party: 'CLIENT' | 'VENDOR';
  promises: readonly PromiseCardFragment[];
  none: string;
  marked: string | undefined;
}) {
  const now = useNow();
  const id = `owed-by-${party}`;
  return (
    <section className={css.column} aria-labelledby={id} data-party={party}>
      <h2 id={id} className={css.columnHead}>
        {title} <span className={css.count}>{promises.length}</span>
      </h2>
      {promises.length === 0 ? (
        <p className={css.none}>{none}</p>
      ) : (
        <ol className={css.rows}>
          {promises.map((promise) => (
            <PromiseRow key={promise.id} promise={promise} now={now} isMarked={promise.key === marked} />
          ))}
        </ol>
      )}
    </section>
  );
}

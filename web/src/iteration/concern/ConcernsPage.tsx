import { useQuery } from '@apollo/client/react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { MessageCircleWarning, Plus, X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { shownByThePage } from '../../platform/apollo';
import { useOnChange } from '../../platform/changes';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { Page } from '../../ui/Page';
import { Problem } from '../../ui/Problem';
import { SelectField } from '../../ui/SelectField';
import { PageSkeleton } from '../../ui/Skeleton';
import { ConcernListDocument } from './concern-list.gql';
import { ConcernRow } from './ConcernRow';
import css from './ConcernsPage.module.css';
import { byUrgency, CONCERN_STATES } from './concern-words';

const RaiseConcernDialog = lazy(() => import('./RaiseConcernDialog'));

/** What is left of the time changes by itself: it is asked for again this often. */
const READ_AGAIN_MS = 300_000;

interface Filters {
  state?: string | undefined;
  owner?: string | undefined;
  escalated?: string | undefined;
}

/** Open concerns by urgency, then those that were closed. */
export default function ConcernsPage() {
  const { slug, name, canWrite } = usePartnership();
  const { data, error, refetch } = useQuery(ConcernListDocument, {
    variables: { slug },
    fetchPolicy: 'cache-and-network',
    pollInterval: READ_AGAIN_MS,
  });
  const readAgain = () => void refetch().catch(shownByThePage);
  useOnChange(({ kind }) => {
    if (kind === 'concern.raised') readAgain();
  });
  const [raising, setRaising] = useState(false);
  const found = data?.partnership;
  return (
    <Page
      title="Concerns"
      context={name}
      lede="What worries either side, whose it is to answer, and until when. Unanswered, a concern climbs the agreed ladder by itself."
      actions={
        canWrite && (
          <Button icon={<Plus size={16} aria-hidden />} onPress={() => setRaising(true)}>
            Raise a concern
          </Button>
        )
      }
    >
      {found ? (
        <Lists concerns={[...found.open.edges, ...found.closed.edges].map(({ node }) => node)} />
      ) : error ? (
        <Problem onRetry={readAgain}>The concerns could not be read. Check your connection, then try again.</Problem>
      ) : (
        <PageSkeleton rows={4} label="Opening the concerns" />
      )}
      {raising && (
        <Suspense fallback={null}>
          <RaiseConcernDialog onClose={() => setRaising(false)} />
        </Suspense>
      )}
    </Page>
  );
}

type Card = Parameters<typeof ConcernRow>[0]['concern'];

function Lists({ concerns }: { concerns: readonly Card[] }) {
  const filters: Filters = useSearch({ from: '/p/$slug/concerns' });
  const shown = [...new Map(concerns.map((concern) => [concern.id, concern])).values()]
    .filter((concern) => !filters.state || concern.concernState === filters.state)
    .filter((concern) => !filters.owner || concern.ownerParty.id === filters.owner)
    .filter((concern) => !filters.escalated || concern.level > 0)
    .sort(byUrgency);
  const open = shown.filter(({ concernState }) => concernState !== 'CLOSED');
  const closed = shown.filter(({ concernState }) => concernState === 'CLOSED');
  if (concerns.length === 0)
    return (
      <EmptyState icon={<MessageCircleWarning size={22} aria-hidden />} title="Nothing worries anybody">
        When something does, raise it here or from a stand-up. Its owner has working days of their own calendar to
        answer; after that it goes to both parties’ leads, and on from there.
      </EmptyState>
    );
  return (
    <>
      <FilterBar filters={filters} count={shown.length} />
      {shown.length === 0 && (
        <EmptyState title="No concern matches">Take a filter away to see more of them.</EmptyState>
      )}
      {shown.length > 0 && open.length === 0 && !filters.state && (
        <p className={css.none}>None is open{filters.owner || filters.escalated ? ' of these' : ''}.</p>
      )}
      {open.length > 0 && (
        <section aria-label="Open concerns">
          <ol className={css.rows}>
            {open.map((concern) => (
              <ConcernRow key={concern.id} concern={concern} />
            ))}
          </ol>
        </section>
      )}
      {closed.length > 0 && (
        <section className={css.closed} aria-labelledby="closed-title">
          <h2 id="closed-title">Closed</h2>
          <ol className={css.rows}>
            {closed.map((concern) => (
              <ConcernRow key={concern.id} concern={concern} />
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function FilterBar({ filters, count }: { filters: Filters; count: number }) {
  const { slug, parties } = usePartnership();
  const navigate = useNavigate();
  const set = (change: Filters) =>
    void navigate({
      to: '/p/$slug/concerns',
      params: { slug },
      search: (last) => ({ ...last, ...change }),
      replace: true,
    });
  const filtered = Boolean(filters.state ?? filters.owner ?? filters.escalated);
  return (
    <search className={css.filters}>
      <SelectField
        label="State"
        labelHidden
        value={filters.state ?? ''}
        onChange={(event) => set({ state: event.target.value || undefined })}
        options={[
          { value: '', label: 'Any state' },
          ...Object.entries(CONCERN_STATES).map(([value, label]) => ({ value, label })),
        ]}
      />
      <SelectField
        label="Who answers"
        labelHidden
        value={filters.owner ?? ''}
        onChange={(event) => set({ owner: event.target.value || undefined })}
        options={[
          { value: '', label: 'For either party' },
          ...parties.map(({ id, name }) => ({ value: id, label: `For ${name}` })),
        ]}
      />
      <label className={css.tick}>
        <input
          type="checkbox"
          checked={Boolean(filters.escalated)}
          onChange={(event) => set({ escalated: event.target.checked ? '1' : undefined })}
        />
        Escalated
      </label>
      <span className={css.count}>{count === 1 ? '1 concern' : `${count} concerns`}</span>
      {filtered && (
        <Button
          size="small"
          variant="quiet"
          icon={<X size={15} aria-hidden />}
          onPress={() => set({ state: undefined, owner: undefined, escalated: undefined })}
        >
          Clear
        </Button>
      )}
    </search>
  );
}

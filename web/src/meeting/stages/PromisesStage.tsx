import { useQuery } from '@apollo/client/react';
import { HandHelping } from 'lucide-react';
import type { PromiseCardFragment } from '../../iteration/promise/promise-card.gql';
import { PromiseRow } from '../../iteration/promise/PromiseRow';
import { useRereadOnChange } from '../../iteration/use-week';
import { usePartnership } from '../../partnership/use-partnership';
import { shownByThePage } from '../../platform/apollo';
import { useNow } from '../../platform/time';
import { EmptyState } from '../../ui/EmptyState';
import { PartyMark } from '../../ui/PartyMark';
import { Problem } from '../../ui/Problem';
import { PageSkeleton } from '../../ui/Skeleton';
import { MeetingPromisesDocument } from './promises-due.gql';
import css from './Stage.module.css';

const DAY_MS = 86_400_000;
/** What is due before the parties meet again is talked about now. */
const AHEAD_MS = 7 * DAY_MS;
/** A promise that was missed is talked about in the meetings of these days, then it is history. */
const MISSED_MS = 14 * DAY_MS;
const touchesPromises = (kind: string) => /^(promise\.(?!reminded)|meeting\.actionRecorded)/.test(kind);

/** What each side owes by the next meeting, and what it has missed since the last ones. */
export default function PromisesStage() {
  const { slug, parties } = usePartnership();
  const now = useNow();
  const { data, error, refetch } = useQuery(MeetingPromisesDocument, {
    variables: { slug },
    fetchPolicy: 'cache-and-network',
  });
  useRereadOnChange(refetch, touchesPromises);
  const found = data?.partnership;
  if (!found)
    return error ? (
      <Problem onRetry={() => refetch().catch(shownByThePage)}>
        The promises could not be read. Check your connection, then try again.
      </Problem>
    ) : (
      <PageSkeleton rows={3} label="Reading the promises" />
    );
  const open = found.due.edges.map(({ node }) => node);
  const due = open.filter(({ dayEnds }) => Date.parse(dayEnds) <= now.getTime() + AHEAD_MS);
  const missed = found.missed.edges
    .map(({ node }) => node)
    .filter(({ stateChangedAt }) => Date.parse(stateChangedAt) >= now.getTime() - MISSED_MS);
  const later = open.length - due.length;
  if (due.length + missed.length === 0)
    return (
      <EmptyState icon={<HandHelping size={22} aria-hidden />} title="Nothing is due, and nothing was missed">
        {later === 0 ? 'Neither side owes the other anything.' : `${counted(later)} due later than in a week.`}
      </EmptyState>
    );
  return (
    <div className={css.stage}>
      {parties.map((party) => {
        const owed = [...missed, ...due].filter(({ ownerParty }) => ownerParty.id === party.id);
        return owed.length === 0 ? null : (
          <section key={party.id} className={css.group} aria-labelledby={`owed-${party.id}`}>
            <h3 id={`owed-${party.id}`}>
              <PartyMark kind={party.kind} initials={party.name.slice(0, 1)} size={20} />
              {party.name} owes <span className={css.count}>{owed.length}</span>
            </h3>
            <Rows promises={owed} now={now} />
          </section>
        );
      })}
      {later > 0 && <p className={css.more}>{counted(later)} due later than in a week.</p>}
    </div>
  );
}

function Rows({ promises, now }: { promises: readonly PromiseCardFragment[]; now: Date }) {
  return (
    <ol className={css.rows}>
      {promises.map((promise) => (
        <PromiseRow key={promise.id} promise={promise} now={now} isMarked={false} />
      ))}
    </ol>
  );
}

const counted = (later: number): string => (later === 1 ? '1 more is' : `${later} more are`);

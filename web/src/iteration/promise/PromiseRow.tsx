import { Link } from '@tanstack/react-router';
import { ArrowRight, CalendarClock, Check, Clock4, HandHelping } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { Button } from '../../ui/Button';
import { Chip } from '../../ui/Chip';
import { PartyMark } from '../../ui/PartyMark';
import type { PromiseCardFragment } from './promise-card.gql';
import { actionsFor, dueDay, dueWords, initialsOfParty, isOverdue } from './promise-words';
import css from './PromisesPage.module.css';
import { usePromiseActs } from './use-promise-acts';

const PromiseDialog = lazy(() => import('./PromiseDialog'));

interface PromiseRowProps {
  promise: PromiseCardFragment;
  now: Date;
  /** It is the one that a link leads to. */
  isMarked: boolean;
}

/** One promise: when it is due, what it is, who owes it to whom, and what the reader can do about it. */
export function PromiseRow({ promise, now, isMarked }: PromiseRowProps) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isMarked) row.current?.scrollIntoView({ block: 'center' });
  }, [isMarked]);
  const late = isOverdue(promise, now);
  return (
    <li ref={row} className={css.row} data-late={late || undefined} data-marked={isMarked || undefined}>
      <p className={css.due}>
        <time dateTime={promise.dueOn}>{dueDay(promise.dueOn, now)}</time>
        <span>
          {late && <Clock4 size={13} aria-hidden />}
          {dueWords(promise.dayEnds, now)}
        </span>
      </p>
      <div className={css.what}>
        <p className={css.text}>{promise.text}</p>
        <Sides promise={promise} />
        {promise.stateReason && promise.promiseState === 'OPEN' && <p className={css.said}>“{promise.stateReason}”</p>}
        {promise.proposal && (
          <p className={css.proposal}>
            <CalendarClock size={15} aria-hidden />
            <span>
              <bdi>{promise.proposal.by?.name}</bdi> asks for <strong>{dueDay(promise.proposal.dueOn, now)}</strong>{' '}
              instead: “{promise.proposal.reason}”
            </span>
          </p>
        )}
        <Acts promise={promise} now={now} />
      </div>
    </li>
  );
}

function Sides({ promise }: { promise: PromiseCardFragment }) {
  const { slug } = usePartnership();
  const {
    key,
    owner,
    ownerParty,
    toParty,
    madeBy,
    promiseStory: story,
    concernKey,
    renegotiatedFromKey,
    promiseState,
  } = promise;
  const waiter = madeBy.party.id === toParty.id ? madeBy : null;
  return (
    <p className={css.about}>
      <span className={css.key}>{key}</span>
      <span className={css.pair}>
        <PartyMark
          kind={ownerParty.kind}
          initials={owner?.initials ?? initialsOfParty(ownerParty.name)}
          name={owner?.name ?? ownerParty.name}
          detail="owes it"
          size={20}
        />
        <ArrowRight size={13} aria-hidden />
        <PartyMark
          kind={toParty.kind}
          initials={waiter?.initials ?? initialsOfParty(toParty.name)}
          name={waiter?.name ?? toParty.name}
          detail="waits for it"
          size={20}
        />
      </span>
      {owner && <bdi>{owner.name}</bdi>}
      {promiseState === 'ASKED' && <Chip icon={<HandHelping aria-hidden />}>Asked for</Chip>}
      {promiseState === 'DONE' && (
        <Chip tone="accept" icon={<Check aria-hidden />}>
          Reported kept
        </Chip>
      )}
      {story && (
        <Link to="/p/$slug/stories/$key" params={{ slug, key: story.key }} title={story.title}>
          {story.key}
        </Link>
      )}
      {concernKey && <span>{concernKey}</span>}
      {renegotiatedFromKey && <span>was {renegotiatedFromKey}</span>}
    </p>
  );
}

type Asking = 'DECLINE' | 'DISPUTE' | 'REFUSE_RENEGOTIATION' | 'PROPOSE_RENEGOTIATION';

function Acts({ promise, now }: { promise: PromiseCardFragment; now: Date }) {
  const { me } = usePartnership();
  const [asking, setAsking] = useState<Asking | null>(null);
  const acts = usePromiseActs(promise);
  const can = new Set(actionsFor(promise, me, now));
  if (can.size === 0) return <p className={css.waits}>{waitsWords(promise, me.party.id, now)}</p>;
  const label = (does: string) => `${does}: ${promise.key}`;
  return (
    <div className={css.acts}>
      {can.has('CONSENT_TO_RENEGOTIATION') && promise.proposal && (
        <>
          <Button
            size="small"
            onPress={acts.consent}
            isPending={acts.consenting}
            aria-label={label('Agree to the day')}
          >
            Agree to {dueDay(promise.proposal.dueOn, now)}
          </Button>
          <Button
            size="small"
            variant="quiet"
            onPress={() => setAsking('REFUSE_RENEGOTIATION')}
            aria-label={label('Refuse the day')}
          >
            Refuse…
          </Button>
        </>
      )}
      {can.has('ACCEPT') && (
        <Button size="small" onPress={acts.accept} aria-label={label('Promise it')}>
          Promise it
        </Button>
      )}
      {can.has('REPORT_KEPT') && (
        <Button
          size="small"
          icon={<Check size={15} aria-hidden />}
          onPress={acts.report}
          aria-label={label('It is kept')}
        >
          It is kept
        </Button>
      )}
      {can.has('CONFIRM') && (
        <Button
          size="small"
          icon={<Check size={15} aria-hidden />}
          onPress={acts.confirm}
          aria-label={label('Confirm')}
        >
          Confirm
        </Button>
      )}
      {can.has('PROPOSE_RENEGOTIATION') && (
        <Button
          size="small"
          variant="quiet"
          onPress={() => setAsking('PROPOSE_RENEGOTIATION')}
          aria-label={label('Ask for another day')}
        >
          Another day…
        </Button>
      )}
      {can.has('DECLINE') && (
        <Button
          size="small"
          variant={can.has('ACCEPT') ? 'quiet' : 'secondary'}
          onPress={() => setAsking('DECLINE')}
          aria-label={label('Decline')}
        >
          Decline…
        </Button>
      )}
      {can.has('DISPUTE') && (
        <Button size="small" variant="quiet" onPress={() => setAsking('DISPUTE')} aria-label={label('Not kept')}>
          Not kept…
        </Button>
      )}
      {asking && (
        <Suspense fallback={null}>
          <PromiseDialog promise={promise} action={asking} onClose={() => setAsking(null)} />
        </Suspense>
      )}
    </div>
  );
}

/** Whose word is waited for, to somebody who cannot give it. */
function waitsWords(promise: PromiseCardFragment, ownPartyId: string, now: Date): string {
  const { promiseState: state, ownerParty, toParty } = promise;
  const who = ({ id, name }: { id: string; name: string }) => (id === ownPartyId ? 'us' : name);
  if (state === 'DONE') return `Waits for ${who(toParty)} to confirm`;
  if (promise.proposal) return `Waits for ${who(toParty)} to agree to the other day`;
  if (state === 'ASKED') return `Waits for the word of ${who(ownerParty)}`;
  return isOverdue(promise, now) ? 'Its day is over' : `Waits for ${who(ownerParty)}`;
}

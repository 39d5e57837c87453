import { CalendarClock, Check, CircleSlash, Clock4 } from 'lucide-react';
import { usePartnership } from '../../partnership/use-partnership';
import { ago, useNow } from '../../platform/time';
import { PartyMark } from '../../ui/PartyMark';
import type { PromiseCardFragment } from './promise-card.gql';
import { dueDay, initialsOfParty, STATE_WORDS } from './promise-words';
import css from './PromisesPage.module.css';

const ICON = { KEPT: Check, MISSED: Clock4, RENEGOTIATED: CalendarClock, DECLINED: CircleSlash } as const;
type Past = keyof typeof ICON;

interface PastPromisesProps {
  promises: readonly PromiseCardFragment[];
  total: number;
  marked: string | undefined;
}

/** What became of earlier promises, the newest first. */
export function PastPromises({ promises, total, marked }: PastPromisesProps) {
  const { slug } = usePartnership();
  const now = useNow();
  return (
    <section aria-labelledby="past-promises" className={css.past}>
      <h2 id="past-promises">
        What became of earlier ones <span className={css.count}>{Math.max(total, promises.length)}</span>
      </h2>
      <ol key={slug} className={css.pastRows}>
        {promises.map((promise) => {
          const { id, key, text, ownerParty, owner, stateChangedAt, stateReason, renegotiatedToKey, dueOn } = promise;
          const state = promise.promiseState as Past;
          const Icon = ICON[state];
          return (
            <li key={id} className={css.pastRow} data-marked={key === marked || undefined}>
              <span className={css.outcome} data-state={state}>
                <Icon size={14} aria-hidden />
                {STATE_WORDS[state]}
                {renegotiatedToKey && `: ${renegotiatedToKey}`}
              </span>
              <PartyMark
                kind={ownerParty.kind}
                initials={owner?.initials ?? initialsOfParty(ownerParty.name)}
                name={owner?.name ?? ownerParty.name}
                detail="owed it"
                size={20}
              />
              <span className={css.pastText}>
                {text}
                {stateReason && <small>“{stateReason}”</small>}
              </span>
              <span className={css.pastFacts}>
                {key} · due {dueDay(dueOn, now)}
              </span>
              <time dateTime={stateChangedAt} className={css.when}>
                {ago(stateChangedAt, now)}
              </time>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

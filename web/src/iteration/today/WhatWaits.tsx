import { Coffee } from 'lucide-react';
import { usePartnership } from '../../partnership/use-partnership';
import type { TodayQuery } from '../../partnership/today.gql';
import { EmptyState } from '../../ui/EmptyState';
import css from './Waiting.module.css';
import { WaitingGroup } from './WaitingGroup';

type Today = NonNullable<TodayQuery['partnership']>['today'];

/** What waits on me, on us, on them. */
export function WhatWaits({ today, now }: { today: Today; now: Date }) {
  const { me, parties, canWrite } = usePartnership();
  const others = parties.filter(({ id }) => id !== me.party.id);
  const them = others.length === 1 && others[0] ? others[0].name : 'the others';
  return (
    <>
      {(canWrite || today.waitingOnMe.length > 0) && (
        <WaitingGroup
          title="Waiting on you"
          items={today.waitingOnMe}
          now={now}
          isMine
          namesPeople={false}
          atFirst={12}
          none={
            <EmptyState icon={<Coffee size={22} aria-hidden />} title="Nothing waits on you">
              What carries your name comes here by itself when the next step is yours: words to agree to, questions,
              promises, signatures.
            </EmptyState>
          }
        />
      )}
      <WaitingGroup
        title={`Waiting on ${me.party.name}`}
        items={today.waitingOnUs}
        now={now}
        isMine={canWrite}
        atFirst={6}
        party={me.party.kind}
        none={<p className={css.none}>Nothing else waits on your side.</p>}
      />
      <WaitingGroup
        title={`Waiting on ${them}`}
        items={today.waitingOnThem}
        now={now}
        atFirst={6}
        party={others[0]?.kind ?? 'VENDOR'}
        none={<p className={css.none}>Nothing that your side waits for.</p>}
      />
    </>
  );
}

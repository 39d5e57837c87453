import { CAN_WRITE } from '@tandem/schema/partnership/rules';
import { Check, CircleCheck, Hourglass, UserCheck } from 'lucide-react';
import { type Member, type Party, usePartnership } from '../../partnership/use-partnership';
import { Button } from '../../ui/Button';
import { Keys } from '../../ui/Keys';
import { type Meeting, presentAt } from '../meeting';
import css from './Signals.module.css';
import type { Facilitation } from './use-facilitation';

interface SignalsProps {
  meeting: Meeting;
  facilitation: Facilitation;
  /** The stage that is shown asks for it itself. */
  atCheckIn: boolean;
}

/** “Ready” and “need more time”: what one says, and how many of each party say so. */
export function Signals({ meeting, facilitation, atCheckIn }: SignalsProps) {
  const { me, canWrite } = usePartnership();
  const isHere = presentAt(meeting).some(({ id }) => id === me.id);
  const mine = meeting.signals.find(({ member }) => member.id === me.id)?.signal;
  return (
    <div className={css.signals} role="group" aria-label="Ready to go on?">
      <Counts meeting={meeting} />
      {!isHere && !atCheckIn && (
        <span className={css.here}>
          <Button
            icon={<UserCheck size={16} aria-hidden />}
            isPending={facilitation.checkingIn}
            onPress={() => void facilitation.checkIn()}
          >
            I’m here <Hint keys="i" />
          </Button>
        </span>
      )}
      {canWrite && (isHere || atCheckIn) && (
        <span className={css.buttons}>
          <span className={css.choice} data-on={mine === 'READY' || undefined}>
            <Button
              aria-pressed={mine === 'READY'}
              icon={<Check size={16} aria-hidden />}
              onPress={() => facilitation.signal('READY')}
            >
              Ready <Hint keys="y" />
            </Button>
          </span>
          <span className={css.choice} data-on={mine === 'MORE_TIME' || undefined}>
            <Button
              aria-pressed={mine === 'MORE_TIME'}
              icon={<Hourglass size={16} aria-hidden />}
              onPress={() => facilitation.signal('MORE_TIME')}
            >
              <span className={css.long}>Need more time</span>
              <span className={css.short}>More time</span> <Hint keys="m" />
            </Button>
          </span>
        </span>
      )}
    </div>
  );
}

export const Hint = ({ keys }: { keys: string }) => (
  <span className={css.hint} aria-hidden="true">
    <Keys keys={keys} />
  </span>
);

function Counts({ meeting }: { meeting: Meeting }) {
  const { parties, members } = usePartnership();
  const writes = (id: string) => members.some((member) => member.id === id && CAN_WRITE.has(member.role));
  const said = new Set(meeting.signals.map(({ member }) => member.id));
  const came = new Set(presentAt(meeting).map(({ id }) => id));
  const there = members.filter(({ id }) => (came.has(id) && writes(id)) || said.has(id));
  const saying = (signal: 'READY' | 'MORE_TIME') =>
    new Set(meeting.signals.flatMap((one) => (one.signal === signal ? [one.member.id] : [])));
  const [ready, slow] = [saying('READY'), saying('MORE_TIME')];
  const everybody = there.length > 0 && there.every(({ id }) => ready.has(id));
  const name = (id: string) => members.find((member) => member.id === id)?.name ?? 'somebody';
  return (
    <p className={css.counts} data-all={everybody || undefined}>
      {everybody ? (
        <>
          <CircleCheck size={16} aria-hidden /> Everybody is ready
        </>
      ) : (
        parties.map((party) => <PartyReady key={party.id} party={party} there={there} ready={ready} />)
      )}
      {slow.size > 0 && (
        <span className={css.slow} title={[...slow].map(name).join(', ')}>
          <Hourglass size={14} aria-hidden /> {slow.size}{' '}
          <span className={css.long}>need{slow.size === 1 ? 's' : ''} more time</span>
        </span>
      )}
    </p>
  );
}

function PartyReady({ party, there, ready }: { party: Party; there: readonly Member[]; ready: Set<string> }) {
  const theirs = there.filter((member) => member.party.id === party.id);
  const count = theirs.filter(({ id }) => ready.has(id)).length;
  return (
    <span className={css.party} title={`${party.name}: ${count} of ${theirs.length} ready`}>
      <span className={css.shape} data-party={party.kind} aria-hidden="true" />
      <span className="visually-hidden">{party.name}: </span>
      {count} of {theirs.length}
      <span className="visually-hidden"> ready</span>
    </span>
  );
}

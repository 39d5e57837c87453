import { Clock4 } from 'lucide-react';
import { Fragment } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { PARTY_WORD } from '../../ui/PartyMark';
import type { Meeting } from '../meeting';
import css from './WhenJudged.module.css';
import type { Judging } from './may-judge';
import { partyClocks } from './party-clocks';
import type { Demo } from './verdict-words';

interface WhenJudgedProps {
  meeting: Meeting;
  demo: Demo;
  standing: Judging;
}

/** To whom who is not in the meeting: whether a verdict still counts, until when by both parties' clocks; or why none is taken. */
export function WhenJudged({ meeting, demo, standing }: WhenJudgedProps) {
  const { me, canWrite } = usePartnership();
  const { meetingState: state, attendance, verdictsDueAt } = meeting;
  if (!standing.open)
    return (
      <p className={css.when} data-closed>
        <Clock4 size={16} aria-hidden />
        <span>{WHY_NOT[standing.why](demo)}</span>
      </p>
    );
  const isHere = attendance.some(({ kind, member }) => kind === 'PRESENT' && member.id === me.id);
  if (state === 'OPEN' && (isHere || !canWrite) && !demo.isProvisional) return null;
  const lacking = meeting.quorums.filter(({ needed, came }) => came < needed).map(({ party }) => party.name);
  return (
    <p className={css.when}>
      <Clock4 size={16} aria-hidden />
      <span>
        {state === 'SCHEDULED' && 'The meeting has not begun. Verdicts count already, as given beforehand, '}
        {state === 'CLOSED' && 'The meeting is over. Verdicts are still taken '}
        {state === 'OPEN' &&
          (isHere || !canWrite
            ? 'Verdicts are taken '
            : 'You have not checked in: your verdicts count as given from elsewhere, and are taken ')}
        until <Until instant={verdictsDueAt} />.
        {demo.isProvisional &&
          state !== 'SCHEDULED' &&
          ` Until then the outcome is provisional${lacking.length > 0 ? `: too few of ${lacking.join(' and of ')} came` : ''}.`}
      </span>
    </p>
  );
}

const WHY_NOT: Readonly<Record<Extract<Judging, { open: false }>['why'], (demo: Demo) => string>> = {
  CANCELLED: () => 'The meeting was cancelled: no verdicts are given in it.',
  OVER: () => 'The time for verdicts is over. What was said stays as it is.',
  RULED: () => 'The sponsors of both parties have ruled: that stands.',
  SETTLED: () => 'The meeting is over, and this outcome is settled.',
  NOT_DELIVERED: ({ story }) =>
    `${story.key} is not delivered yet. Verdicts can be given as soon as ${story.owners.find(({ party }) => party.kind === 'VENDOR')?.name ?? 'the vendor'} moves it to Delivered.`,
  BY_HAND: ({ story }) =>
    `${story.key} was ${story.state === 'ACCEPTED' ? 'accepted' : 'returned'} by hand before anybody gave a verdict.`,
};

/** One moment by both parties' clocks, or by one where they agree. */
export function Until({ instant }: { instant: string }) {
  const { parties, members } = usePartnership();
  const clocks = partyClocks(instant, parties, members);
  const same = clocks.every(({ city, time }) => city === clocks[0]?.city && time === clocks[0]?.time);
  return (
    <time dateTime={instant}>
      {(same ? clocks.slice(0, 1) : clocks).map(({ kind, city, time }, index) => (
        <Fragment key={kind}>
          {index > 0 && ' · '}
          <strong>{time}</strong> in {city}
          {!same && <span className="visually-hidden">, {PARTY_WORD[kind]}</span>}
        </Fragment>
      ))}
    </time>
  );
}

import { AlarmClock } from 'lucide-react';
import { ago, useNow } from '../../platform/time';
import { PartyMark } from '../../ui/PartyMark';
import css from './ConcernPage.module.css';
import type { WholeConcern } from './ConcernPage';
import { momentOf } from './concern-words';

type Event = WholeConcern['events'][number];

/** What was said and done about it, each in its party's ink. */
export function Timeline({ concern }: { concern: WholeConcern }) {
  return (
    <ol className={css.timeline} aria-label="What was said and done">
      {concern.events.map((event) => (
        <Entry key={event.id} event={event} concern={concern} />
      ))}
    </ol>
  );
}

function Entry({ event, concern }: { event: Event; concern: WholeConcern }) {
  const now = useNow();
  const { member, text, prevention, at } = event;
  return (
    <li className={css.event} data-party={member?.party.kind}>
      {member ? (
        <PartyMark kind={member.party.kind} initials={member.initials} size={32} />
      ) : (
        <span className={css.clockMark}>
          <AlarmClock size={18} aria-hidden />
        </span>
      )}
      <div className={css.said}>
        <p className={css.did}>
          {member && (
            <>
              <bdi className={css.name}>{member.name}</bdi>{' '}
            </>
          )}
          <Did event={event} concern={concern} />{' '}
          <time dateTime={at} title={momentOf(at)} className={css.quiet}>
            {ago(at, now)}
          </time>
        </p>
        {text && <p className={css.words}>{text}</p>}
        {prevention && (
          <div className={css.prevention}>
            <p className={css.quiet}>So that it does not come back</p>
            <p className={css.words}>{prevention}</p>
          </div>
        )}
      </div>
    </li>
  );
}

function Did({ event: { kind, level, member }, concern: { ownerParty } }: { event: Event; concern: WholeConcern }) {
  if (kind === 'RAISED') return `asks ${ownerParty.name}`;
  if (kind === 'ANSWERED') return `answers for ${member?.party.name}`;
  if (kind === 'RESOLVED') return `resolves it for ${member?.party.name}`;
  if (kind === 'REOPENED') return 'reopens it';
  if (kind === 'CLOSED') return 'closes it';
  if (member) return `takes it up to step ${level}`;
  return (
    <>
      <span className={css.name}>Time was up:</span> {ownerParty.name} had not answered, and it climbed to step {level}
    </>
  );
}

import type { Minutes } from '@tandem/schema/meeting/minutes';
import { Fragment } from 'react';
import { PARTY_WORD, PartyMark } from '../../ui/PartyMark';
import css from './Minutes.module.css';
import { clock, nameIn } from './minutes-words';
import { Section } from './Section';

export function MinutedAttendance({ minutes }: { minutes: Minutes }) {
  const { parties, attendance, facilitation, meeting } = minutes;
  return (
    <Section title="Who took part">
      <div className={css.parties}>
        {parties.map(({ id, kind, quorum }) => {
          const came = attendance.filter(({ party }) => party === id);
          return (
            <div key={id} data-party={kind}>
              <h4 className={css.partyHead}>
                <PartyMark kind={kind} initials={nameIn(minutes, id).slice(0, 1)} size={18} />
                {nameIn(minutes, id)} <span className={css.muted}>{PARTY_WORD[kind]}</span>
              </h4>
              <ul>
                {came.map(({ member, kind: how }) => (
                  <li key={member}>
                    {nameIn(minutes, member)}
                    {how === 'ASYNCHRONOUS' && <span className={css.muted}> by verdict, not present</span>}
                  </li>
                ))}
              </ul>
              {quorum.came < quorum.needed && (
                <p className={css.muted}>
                  No quorum: {quorum.came} of {quorum.needed}
                </p>
              )}
            </div>
          );
        })}
      </div>
      {facilitation.length > 0 && (
        <p className={css.muted}>
          Facilitated by{' '}
          {facilitation.map(({ member, how, at }, i) => (
            <Fragment key={at}>
              {i > 0 && (how === 'TAKEN_OVER' ? ', taken over by ' : ', then by ')}
              {nameIn(minutes, member)}
              {i > 0 && ` at ${clock(at, meeting.timeZone)}`}
            </Fragment>
          ))}
          .
        </p>
      )}
    </Section>
  );
}

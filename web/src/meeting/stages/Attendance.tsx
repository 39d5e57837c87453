import { Check, DoorOpen } from 'lucide-react';
import { type Party, usePartnership } from '../../partnership/use-partnership';
import { useHere } from '../../platform/here';
import { PartyMark } from '../../ui/PartyMark';
import type { Meeting } from '../meeting';
import css from './CheckInStage.module.css';

/** Everybody of both parties: who came, who is about, and whether that makes a quorum. */
export function Attendance({ meeting }: { meeting: Meeting }) {
  const { parties } = usePartnership();
  return (
    <div className={css.parties}>
      {parties.map((party) => (
        <PartyAttendance key={party.id} meeting={meeting} party={party} />
      ))}
    </div>
  );
}

function PartyAttendance({ meeting, party }: { meeting: Meeting; party: Party }) {
  const here = new Set(useHere().map(({ member }) => member.id));
  const came = new Map(meeting.attendance.map((one) => [one.member.id, one]));
  const quorum = meeting.quorums.find((one) => one.party.id === party.id);
  const reached = quorum !== undefined && quorum.came >= quorum.needed;
  const scheduled = meeting.meetingState === 'SCHEDULED';
  const people = party.members
    .filter(({ id, leftAt }) => !leftAt || came.has(id))
    .toSorted(
      (a, b) => Number(came.has(b.id)) - Number(came.has(a.id)) || Number(here.has(b.id)) - Number(here.has(a.id)),
    );
  return (
    <section className={css.party} data-party={party.kind} aria-labelledby={`came-${party.id}`}>
      <h3 id={`came-${party.id}`}>{party.name}</h3>
      <ul>
        {people.map(({ id, name, initials, role }) => {
          const attended = came.get(id);
          return (
            <li key={id} data-came={attended !== undefined || (scheduled && here.has(id)) || undefined}>
              <PartyMark kind={party.kind} initials={initials} size={24} />
              <span>
                {name}
                {role === 'OBSERVER' && <small>, observes</small>}
              </span>
              <span className={css.how}>
                {attended ? (
                  <>
                    <Check size={15} aria-hidden />
                    {attended.kind === 'PRESENT' ? 'here' : 'gave a verdict'}
                  </>
                ) : here.has(id) ? (
                  <>
                    <DoorOpen size={15} aria-hidden /> {scheduled ? 'in Tandem now' : 'has Tandem open'}
                  </>
                ) : meeting.meetingState === 'CLOSED' ? (
                  'was not there'
                ) : (
                  'not here yet'
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {quorum && !scheduled && (
        <p className={css.quorum} data-reached={reached || undefined}>
          {reached ? (
            <>
              <Check size={15} aria-hidden /> Quorum: {quorum.came} of {quorum.needed} needed
            </>
          ) : (
            <>
              {quorum.needed - quorum.came} more for a quorum. Until then verdicts are provisional: they count once the
              time for absent people is over.
            </>
          )}
        </p>
      )}
    </section>
  );
}

import type { Minutes, MinutedPromise } from '@tandem/schema/meeting/minutes';
import type { GoalOutcome } from '@tandem/schema/iteration/rules';
import { CHOICES } from '../stages/carry-over-words';
import { Afterwards } from './Afterwards';
import { MinutedAttendance } from './MinutedAttendance';
import { MinutedDemos } from './MinutedDemos';
import { MinutedNextWeek } from './MinutedNextWeek';
import { MinutedTimes } from './MinutedTimes';
import { Section } from './Section';
import css from './Minutes.module.css';
import type { MinutesFactsFragment } from './minutes.gql';
import { clock, nameIn, whenHeld } from './minutes-words';

const GOALS: Readonly<Record<GoalOutcome, string>> = { MET: 'met', PARTLY: 'partly met', NOT_MET: 'not met' };

/** The minutes as a page of paper: the same on the screen, in print, and as what was hashed. */
export function MinutesPaper({
  minutes,
  hash,
  ratified,
}: {
  minutes: Minutes;
  hash: string | null;
  ratified: MinutesFactsFragment;
}) {
  const { meeting, goals, concerns, carryOver, pulse, celebrations } = minutes;
  return (
    <article className={css.paper} aria-label={`Minutes of meeting ${meeting.number}`}>
      <header className={css.masthead}>
        <h2>
          Weekly iteration meeting {meeting.number}, week {meeting.isoWeek}
        </h2>
        <p className={css.when}>{whenHeld(minutes)}</p>
      </header>
      <MinutedAttendance minutes={minutes} />
      <Section title="Decisions" when={minutes.decisions.length > 0}>
        <ol className={css.lines}>
          {minutes.decisions.map(({ text, member, at, withdrawn }) => (
            <li key={at + text}>
              <p className={`${css.words} ${withdrawn ? css.withdrawn : ''}`}>{text}</p>
              <p className={css.muted}>
                {nameIn(minutes, member)}, {clock(at, meeting.timeZone)}
                {withdrawn && ', taken back'}
              </p>
            </li>
          ))}
        </ol>
      </Section>
      <Section title="Actions" when={minutes.actions.length > 0}>
        <Promises minutes={minutes} promises={minutes.actions} />
      </Section>
      <MinutedDemos minutes={minutes} />
      <Section title="Goals" when={goals.length > 0}>
        <ol className={css.lines}>
          {goals.map(({ id, text, calls }) => (
            <li key={id}>
              <p className={css.words}>{text}</p>
              {calls.map(({ party, member, outcome, note }) => (
                <p key={party} className={css.muted}>
                  {nameIn(minutes, party)}: {GOALS[outcome]}
                  {note && `: “${note}”`} ({nameIn(minutes, member)})
                </p>
              ))}
              {calls.length === 0 && <p className={css.muted}>Not called</p>}
            </li>
          ))}
        </ol>
      </Section>
      <Section title="Promises" when={minutes.promises.length > 0}>
        <Promises minutes={minutes} promises={minutes.promises} />
      </Section>
      <Section title="Concerns" when={concerns.length > 0}>
        <ul className={css.lines}>
          {concerns.map(({ key, title, state, ownerParty }) => (
            <li key={key} className={css.line}>
              <span className={css.key}>{key}</span>
              <span>
                <span className={css.words}>{title}</span>{' '}
                <span className={css.muted}>
                  {nameIn(minutes, ownerParty)}, {state.toLowerCase()}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Carried over" when={carryOver.length > 0}>
        <ul className={css.lines}>
          {carryOver.map(({ key, title, choice, reason, toWeek, newKey, member }) => (
            <li key={key + choice} className={css.line}>
              <span className={css.key}>{key}</span>
              <span>
                <span className={css.words}>{title}</span>
                <span className={css.muted}>
                  {' '}
                  {CHOICES[choice].done}
                  {newKey && ` into ${newKey}`}
                  {toWeek && `, for ${toWeek}`}: “{reason}” ({nameIn(minutes, member)})
                </span>
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <MinutedNextWeek minutes={minutes} />
      <Section title="Pulse" when={pulse !== null}>
        <p className={css.words}>{pulse?.question}</p>
        <ul>
          {pulse?.parties.map(({ party, answers, average }) => (
            <li key={party}>
              {nameIn(minutes, party)}: <strong>{average.toFixed(1)}</strong> of 5{' '}
              <span className={css.muted}>{answers === 1 ? '1 answer' : `${answers} answers`}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Thanks" when={celebrations.length > 0}>
        <ul className={css.lines}>
          {celebrations.map(({ text, to, key, member }) => (
            <li key={text + member}>
              <p className={css.words}>{text}</p>
              <p className={css.muted}>
                {nameIn(minutes, member)}
                {to && ` to ${nameIn(minutes, to)}`}
                {key && ` for ${key}`}
              </p>
            </li>
          ))}
        </ul>
      </Section>
      <MinutedTimes minutes={minutes} />
      <Afterwards minutes={minutes} hash={hash} ratified={ratified} />
    </article>
  );
}

function Promises({ minutes, promises }: { minutes: Minutes; promises: readonly MinutedPromise[] }) {
  return (
    <ul className={css.lines}>
      {promises.map(({ key, text, owner, ownerParty, dueOn, state }) => (
        <li key={key} className={css.line}>
          <span className={css.key}>{key}</span>
          <span>
            <span className={css.words}>{text}</span>{' '}
            <span className={css.muted}>
              {owner ? `${nameIn(minutes, owner)}, ` : ''}
              {nameIn(minutes, ownerParty)}, by {dueOn}, {state.toLowerCase()}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

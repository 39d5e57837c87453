import { useQuery } from '@apollo/client/react';
import { Lock } from 'lucide-react';
import { useRereadOnChange } from '../../iteration/use-week';
import { usePartnership } from '../../partnership/use-partnership';
import { useAct } from '../../platform/act';
import { shownByThePage } from '../../platform/apollo';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { PartyMark } from '../../ui/PartyMark';
import { Problem } from '../../ui/Problem';
import { PageSkeleton } from '../../ui/Skeleton';
import { mayMove } from '../facilitation/rights';
import type { StageProps } from '../meeting';
import css from './Pulse.module.css';
import { AnswerPulseDocument, MeetingPulseDocument, type PulseFactsFragment, RevealPulseDocument } from './pulse.gql';

const touchesPulse = (kind: string) => /^meeting\.(pulse|closed)/.test(kind);
const SCORES = [
  [1, 'Badly'],
  [2, 'Not so well'],
  [3, 'It went'],
  [4, 'Well'],
  [5, 'Very well'],
] as const;

/** One question, answered by each for themselves; sealed until both sides have. */
export default function PulseStage({ meeting }: StageProps) {
  const { slug, me, canWrite } = usePartnership();
  const { data, error, refetch } = useQuery(MeetingPulseDocument, {
    variables: { slug, number: meeting.number },
    fetchPolicy: 'cache-and-network',
  });
  useRereadOnChange(refetch, touchesPulse);
  const [answer] = useAct(AnswerPulseDocument, 'Your answer was not kept');
  const [reveal, revealing] = useAct(RevealPulseDocument, 'The seal holds');
  const found = data?.meeting;
  if (!found)
    return error ? (
      <Problem onRetry={() => refetch().catch(shownByThePage)}>
        The pulse could not be read. Check your connection, then try again.
      </Problem>
    ) : (
      <PageSkeleton rows={2} label="Reading the pulse" />
    );
  const { pulse, myPulse } = found;
  const isOpen = meeting.meetingState === 'OPEN' && pulse.revealedAt === null;
  const missing = pulse.parties.filter(({ answers }) => answers === 0);
  const say = async (score: number) => {
    const kept = await answer(
      { meetingId: meeting.id, score },
      {
        optimistic: {
          answerPulse: {
            __typename: 'MeetingPayload',
            meeting: { __typename: 'Meeting', id: meeting.id, myPulse: score, pulse: counted(found, me.party.id) },
          },
        },
      },
    );
    if (kept) announce(`Your answer is ${score}. It stays sealed.`);
  };
  return (
    <section className={css.pulse} aria-labelledby="pulse-question">
      <h3 id="pulse-question" className={css.question}>
        {pulse.question}
      </h3>
      {isOpen && canWrite && (
        <fieldset className={css.scores}>
          <legend className="visually-hidden">Your own answer</legend>
          {SCORES.map(([score, words]) => (
            <label key={score} className={css.score}>
              <input
                type="radio"
                name="pulse"
                className="visually-hidden"
                value={score}
                checked={myPulse === score}
                onChange={() => void say(score)}
              />
              <b>{score}</b>
              <span>{words}</span>
            </label>
          ))}
        </fieldset>
      )}
      {pulse.revealedAt ? (
        <Results parties={pulse.parties} />
      ) : (
        <>
          <p className={css.sealed}>
            {pulse.parties.map(({ party, answers }) => (
              <span key={party.id} className={css.party}>
                <PartyMark kind={party.kind} initials={party.name.slice(0, 1)} size={20} />
                {party.name}: {answers === 1 ? '1 answer' : `${answers} answers`}
              </span>
            ))}
          </p>
          <p className={css.note}>
            <Lock size={14} aria-hidden /> Sealed: nobody sees an answer before both sides have given one, and nobody
            ever sees whose it was.
          </p>
          {isOpen && mayMove(meeting, me) && (
            <Button
              variant="primary"
              isDisabled={missing.length > 0}
              isPending={revealing}
              onPress={() => void reveal({ meetingId: meeting.id })}
            >
              {missing.length > 0
                ? `Waiting for ${missing.map(({ party }) => party.name).join(' and ')}`
                : 'Break the seal'}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

/** As it will be once one's own first answer has arrived. */
function counted({ pulse, myPulse }: PulseFactsFragment, partyId: string): PulseFactsFragment['pulse'] {
  const more = myPulse === null ? 1 : 0;
  return {
    ...pulse,
    parties: pulse.parties.map((one) => (one.party.id === partyId ? { ...one, answers: one.answers + more } : one)),
  };
}

function Results({ parties }: Pick<PulseFactsFragment['pulse'], 'parties'>) {
  return (
    <div className={css.results}>
      {parties.map(({ party, average, counts, answers }) => (
        <section key={party.id} className={css.result} data-party={party.kind} aria-labelledby={`pulse-${party.id}`}>
          <h3 id={`pulse-${party.id}`}>
            <PartyMark kind={party.kind} initials={party.name.slice(0, 1)} size={20} />
            {party.name}
          </h3>
          <p className={css.average}>
            {average === null ? 'No answer' : average.toFixed(1)}{' '}
            <span className="visually-hidden">of 5, {answers} answers</span>
          </p>
          <ol className={css.bars}>
            {(counts ?? []).map((count, i) => (
              <li key={SCORES[i]?.[0]} className={css.bar}>
                <span>{i + 1}</span>
                <span className={css.track} aria-hidden>
                  {count > 0 && <span className={css.fill} style={{ width: `${(100 * count) / answers}%` }} />}
                </span>
                <span aria-label={count === 1 ? '1 answer' : `${count} answers`}>{count}</span>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

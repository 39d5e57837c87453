import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import { OUTCOME_WORDS } from '@tandem/schema/meeting/outcome';
import { CircleDashed } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useRereadOnChange } from '../../iteration/use-week';
import { usePartnership } from '../../partnership/use-partnership';
import { Button } from '../../ui/Button';
import { mayMove } from '../facilitation/rights';
import type { Meeting, StageProps } from '../meeting';
import { MeetingRecordDocument } from '../record/record.gql';
import { touchesRecord } from '../record/touches-record';
import { MeetingCarryOverDocument } from './carry-over.gql';
import css from './Stage.module.css';

const CloseDialog = lazy(() => import('./CloseDialog'));

/** What the meeting came to, what is still open, and the press that freezes its minutes. */
export default function CloseStage({ meeting }: StageProps) {
  const { slug, me } = usePartnership();
  const [closing, setClosing] = useState(false);
  const variables = { slug, number: meeting.number };
  const record = useQuery(MeetingRecordDocument, { variables, fetchPolicy: 'cache-and-network' });
  const left = useQuery(MeetingCarryOverDocument, { variables, fetchPolicy: 'cache-and-network' });
  useRereadOnChange(() => Promise.all([record.refetch(), left.refetch()]), touchesRecord);
  const found = record.data?.meeting;
  const unsaid = unsaidIn(meeting, left.data?.meeting?.carryOver.filter(({ choice }) => choice === null) ?? []);
  const mayClose = mayMove(meeting, me);
  const standing = found?.decisions.filter(({ withdrawnAt }) => withdrawnAt === null) ?? [];
  return (
    <div className={css.stage}>
      <dl className={css.facts}>
        <Fact
          name="Stories accepted"
          count={meeting.stages.filter(({ story }) => story?.outcome === 'ACCEPTED').length}
        />
        <Fact name="Decisions" count={standing.length} />
        <Fact name="Actions" count={found?.actions.length ?? 0} />
        <Fact name="Thanks given" count={found?.celebrations.length ?? 0} />
      </dl>
      {unsaid.length > 0 && (
        <section className={css.group} aria-labelledby="unsaid">
          <h3 id="unsaid">Still open</h3>
          <ul className={css.open}>
            {unsaid.map((words) => (
              <li key={words}>
                <CircleDashed size={15} aria-hidden />
                <span>{words}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className={css.actions}>
        {meeting.meetingState === 'OPEN' && mayClose && (
          <Button variant="primary" onPress={() => setClosing(true)} aria-haspopup="dialog">
            Close the meeting
          </Button>
        )}
        <Link to="/p/$slug/meetings/$number/minutes" params={{ slug, number: String(meeting.number) }}>
          {meeting.meetingState === 'CLOSED' ? 'Read the minutes' : 'Read the minutes so far'}
        </Link>
      </div>
      {meeting.meetingState === 'OPEN' && !mayClose && (
        <p className={css.lede}>
          {meeting.facilitator?.name ?? 'Whoever facilitates'} or a lead closes it. Then the minutes are frozen, and
          each party ratifies them or objects.
        </p>
      )}
      {closing && (
        <Suspense fallback={null}>
          <CloseDialog meeting={meeting} unsaid={unsaid} onClose={() => setClosing(false)} />
        </Suspense>
      )}
    </div>
  );
}

function Fact({ name, count }: { name: string; count: number }) {
  return (
    <div className={css.fact}>
      <dt>{name}</dt>
      <dd>{count}</dd>
    </div>
  );
}

/** Nothing of it keeps a meeting from closing; whoever closes it shall know. */
function unsaidIn({ stages, quorums }: Meeting, undecided: readonly { story: { key: string } }[]): string[] {
  return [
    ...quorums
      .filter(({ came, needed }) => came < needed)
      .map(
        ({ party, came, needed }) =>
          `${party.name} has no quorum: ${came} of ${needed}. What was decided is provisional.`,
      ),
    ...stages.flatMap(({ story }) =>
      story?.outcome === 'DISPUTED' || story?.outcome === 'PENDING'
        ? [`${story.key}: ${OUTCOME_WORDS[story.outcome].toLowerCase()}`]
        : [],
    ),
    ...undecidedIn(undecided.map(({ story }) => story.key)),
    ...stages
      .filter(({ firstEnteredAt, kind, parkedAt }) => firstEnteredAt === null && parkedAt === null && kind === 'TOPIC')
      .map(({ title }) => `“${title}” was not talked about. Park it for the next meeting.`),
  ];
}

function undecidedIn(keys: readonly string[]): string[] {
  if (keys.length === 0) return [];
  if (keys.length === 1) return [`${keys[0]} was not accepted, and nothing is decided about it`];
  return [`${keys.length} stories were not accepted, and nothing is decided about them: ${keys.join(', ')}`];
}

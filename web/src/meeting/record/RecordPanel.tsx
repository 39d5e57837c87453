import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import { Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useRereadOnChange } from '../../iteration/use-week';
import { dueDay } from '../../iteration/promise/promise-words';
import { usePartnership } from '../../partnership/use-partnership';
import { useAct } from '../../platform/act';
import { useNow } from '../../platform/time';
import { announce } from '../../ui/announce';
import { IconButton } from '../../ui/Button';
import { PartyMark } from '../../ui/PartyMark';
import type { Meeting, StageProps } from '../meeting';
import { type DecisionFactsFragment, MeetingRecordDocument, WithdrawDecisionDocument } from './record.gql';
import type { PromiseCardFragment as PromiseCard } from '../../iteration/promise/promise-card.gql';
import { RecordForm } from './RecordForm';
import css from './RecordPanel.module.css';
import { touchesRecord } from './touches-record';

/** What was decided, promised and celebrated, beside every stage: recorded where it falls. */
export default function RecordPanel({ meeting, stage }: StageProps) {
  const { slug, canWrite } = usePartnership();
  const { data, refetch } = useQuery(MeetingRecordDocument, {
    variables: { slug, number: meeting.number },
    fetchPolicy: 'cache-and-network',
  });
  useRereadOnChange(refetch, touchesRecord);
  const found = data?.meeting;
  const isOpen = meeting.meetingState === 'OPEN';
  const isEmpty = found && found.decisions.length + found.actions.length + found.celebrations.length === 0;
  return (
    <section className={css.panel} aria-labelledby="record-heading">
      <h2 id="record-heading" className={css.heading}>
        For the minutes
      </h2>
      {isOpen && canWrite && <RecordForm key={stage.id} meeting={meeting} stage={stage} />}
      {isEmpty && <p className={css.none}>What is decided, promised and celebrated stands here, and in the minutes.</p>}
      {found && (
        <>
          <Group title="Decisions" count={found.decisions.length}>
            {found.decisions.map((decision) => (
              <Decision key={decision.id} decision={decision} meeting={meeting} />
            ))}
          </Group>
          <Group title="Actions" count={found.actions.length}>
            {found.actions.map(({ promise }) => (
              <Action key={promise.id} promise={promise} />
            ))}
          </Group>
          <Group title="Thanks" count={found.celebrations.length}>
            {found.celebrations.map(({ id, text, story, to, givenBy }) => (
              <li key={id} className={css.entry}>
                <PartyMark kind={givenBy.party.kind} initials={givenBy.initials} name={givenBy.name} size={20} />
                <p className={css.text}>{text}</p>
                <p className={css.about}>
                  {[to && `to ${to.name}`, story && `for ${story.key}`].filter(Boolean).join(', ')}
                </p>
              </li>
            ))}
          </Group>
        </>
      )}
    </section>
  );
}

function Group({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <section className={css.group} aria-labelledby={`record-${title}`}>
      <h3 id={`record-${title}`}>
        {title} {count}
      </h3>
      <ul>{children}</ul>
    </section>
  );
}

function Decision({ decision, meeting }: { decision: DecisionFactsFragment; meeting: Meeting }) {
  const { canWrite } = usePartnership();
  const [withdraw, pending] = useAct(WithdrawDecisionDocument, 'The decision stands');
  const { id, text, withdrawnAt, madeBy } = decision;
  const takeBack = async () => {
    if (await withdraw({ meetingId: meeting.id, decisionId: id })) announce('The decision is taken back');
  };
  return (
    <li className={css.entry} data-withdrawn={withdrawnAt !== null || undefined}>
      <PartyMark kind={madeBy.party.kind} initials={madeBy.initials} name={madeBy.name} size={20} />
      <p className={css.text}>{text}</p>
      {withdrawnAt === null && meeting.meetingState === 'OPEN' && canWrite && (
        <IconButton
          size="small"
          label={`Take back: ${text}`}
          icon={<Undo2 size={15} aria-hidden />}
          isPending={pending}
          onPress={() => void takeBack()}
        />
      )}
      {withdrawnAt !== null && <p className={css.about}>Taken back</p>}
    </li>
  );
}

function Action({ promise }: { promise: PromiseCard }) {
  const { slug } = usePartnership();
  const now = useNow();
  const { key, text, owner, ownerParty, dueOn, promiseState } = promise;
  return (
    <li className={css.entry}>
      <PartyMark kind={ownerParty.kind} initials={owner?.initials ?? ownerParty.name.slice(0, 1)} size={20} />
      <p className={css.text}>{text}</p>
      <p className={css.about}>
        <Link to="/p/$slug/promises" params={{ slug }} search={{ key }}>
          {key}
        </Link>{' '}
        · <bdi>{owner?.name ?? ownerParty.name}</bdi> · {dueDay(dueOn, now)}
        {promiseState === 'ASKED' && ' · asked for'}
      </p>
    </li>
  );
}

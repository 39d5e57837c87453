import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import type { CarryOverChoice } from '@tandem/schema/meeting/rules';
import { STATE_NAMES } from '@tandem/schema/story/rules';
import { CornerDownRight, PartyPopper } from 'lucide-react';
import { useState } from 'react';
import { useRereadOnChange } from '../../iteration/use-week';
import { pointsWords, weekName } from '../../iteration/week-words';
import { usePartnership } from '../../partnership/use-partnership';
import { shownByThePage } from '../../platform/apollo';
import { Button } from '../../ui/Button';
import { Chip } from '../../ui/Chip';
import { EmptyState } from '../../ui/EmptyState';
import { PartyMark } from '../../ui/PartyMark';
import { Problem } from '../../ui/Problem';
import { Skeleton } from '../../ui/Skeleton';
import type { Meeting } from '../meeting';
import css from './CarryOver.module.css';
import { type CarryOverFactsFragment, MeetingCarryOverDocument } from './carry-over.gql';
import { CHOICES } from './carry-over-words';
import { CarryOverForm } from './CarryOverForm';
import stageCss from './Stage.module.css';

const touchesStories = (kind: string) => /^(story\.(?!edited)|meeting\.(carried|closed)|iteration\.)/.test(kind);

/** The stories of the week that were not accepted; each gets a choice and a reason. */
export function CarryOverList({ meeting }: { meeting: Meeting }) {
  const { slug } = usePartnership();
  const { data, error, refetch } = useQuery(MeetingCarryOverDocument, {
    variables: { slug, number: meeting.number },
    fetchPolicy: 'cache-and-network',
  });
  useRereadOnChange(refetch, touchesStories);
  const stories = data?.meeting?.carryOver;
  if (!stories)
    return error ? (
      <Problem onRetry={() => refetch().catch(shownByThePage)}>
        What is left of the week could not be read. Check your connection, then try again.
      </Problem>
    ) : (
      <Skeleton height={120} radius={12} />
    );
  if (stories.length === 0)
    return (
      <EmptyState
        icon={<PartyPopper size={22} aria-hidden />}
        title={`Nothing of ${weekName(meeting.isoWeek)} is left`}
      >
        Every story of the week is accepted or dropped, so the next one starts with a clean sheet.
      </EmptyState>
    );
  const left = stories.filter(({ choice }) => choice === null).length;
  return (
    <section className={stageCss.group} aria-labelledby="carry-over">
      <h3 id="carry-over">
        Not accepted in {weekName(meeting.isoWeek)}{' '}
        <span className={stageCss.count}>{left === 0 ? 'all decided' : `${left} to decide`}</span>
      </h3>
      <ul className={css.list}>
        {stories.map((one) => (
          <CarryOverRow key={one.story.id} one={one} meeting={meeting} />
        ))}
      </ul>
    </section>
  );
}

function CarryOverRow({ one, meeting }: { one: CarryOverFactsFragment; meeting: Meeting }) {
  const { slug, canWrite } = usePartnership();
  const [choice, setChoice] = useState<CarryOverChoice | null>(null);
  const { story } = one;
  const canChoose = canWrite && meeting.meetingState === 'OPEN' && one.choice === null;
  return (
    <li className={css.row}>
      <div className={css.what}>
        <p className={css.facts}>
          {story.key} · {STATE_NAMES[one.fromState]}
          {story.estimate !== null && ` · ${pointsWords(story.estimate)}`}
          {story.outcome === 'DISPUTED' && <Chip tone="return">Disputed</Chip>}
        </p>
        <Link to="/p/$slug/stories/$key" params={{ slug, key: story.key }} className={css.title}>
          {story.title || 'Untitled'}
        </Link>
      </div>
      {canChoose && choice === null && (
        <div className={css.choices} role="group" aria-label={`What becomes of ${story.key}`}>
          {(Object.keys(CHOICES) as CarryOverChoice[]).map((kind) => (
            <Button
              key={kind}
              size="small"
              isDisabled={kind === 'SPLIT' && story.criteria.length < 2}
              onPress={() => setChoice(kind)}
              aria-label={`${CHOICES[kind].label} ${story.key}`}
            >
              {CHOICES[kind].label}
            </Button>
          ))}
        </div>
      )}
      {choice !== null && canChoose && (
        <CarryOverForm one={one} choice={choice} meeting={meeting} onClose={() => setChoice(null)} />
      )}
      {one.choice !== null && <Chosen one={one} />}
    </li>
  );
}

function Chosen({ one: { choice, reason, toWeek, newStory, madeBy } }: { one: CarryOverFactsFragment }) {
  const { slug } = usePartnership();
  return (
    <p className={css.said}>
      <CornerDownRight size={15} aria-hidden />
      <Chip>{choice && CHOICES[choice].done}</Chip>
      {toWeek && (
        <span>
          to{' '}
          <Link to="/p/$slug/weeks/$iso" params={{ slug, iso: toWeek }}>
            {weekName(toWeek)}
          </Link>
        </span>
      )}
      {newStory && (
        <span>
          as{' '}
          <Link to="/p/$slug/stories/$key" params={{ slug, key: newStory.key }}>
            {newStory.key}
          </Link>
        </span>
      )}
      <q>{reason}</q>
      {madeBy && <PartyMark kind={madeBy.party.kind} initials={madeBy.initials} name={madeBy.name} size={20} />}
    </p>
  );
}

import { VERDICT_WORDS } from '@tandem/schema/meeting/outcome';
import { Link } from '@tanstack/react-router';
import { Handshake } from 'lucide-react';
import { dueDay } from '../../iteration/promise/promise-words';
import { usePartnership, type Party } from '../../partnership/use-partnership';
import { useNow } from '../../platform/time';
import { HollowMark } from '../../story/agreement/HollowMark';
import { PartyMark } from '../../ui/PartyMark';
import type { Meeting } from '../meeting';
import css from './PartyVerdict.module.css';
import { type Verdict, VERDICT_ICONS } from './verdict-words';

interface PartyVerdictProps {
  party: Pick<Party, 'id' | 'kind' | 'name'>;
  verdict: Verdict | undefined;
  meeting: Meeting;
}

/** What one party finds of one criterion, in its party's shape: who said it, their sentence, and what is still promised. */
export function PartyVerdict({ party, verdict, meeting }: PartyVerdictProps) {
  if (!verdict)
    return (
      <div className={css.verdict} data-waits>
        <span className={css.hollow}>
          <HollowMark kind={party.kind} />
        </span>
        <p className={css.waiting}>Waits for {party.name}</p>
      </div>
    );
  const Icon = VERDICT_ICONS[verdict.verdict];
  return (
    <div className={css.verdict} data-party={party.kind} data-verdict={verdict.verdict}>
      <PartyMark kind={party.kind} initials={verdict.member.initials} />
      <div className={css.said}>
        <p className={css.word}>
          <span className="visually-hidden">{party.name}: </span>
          <Icon size={16} strokeWidth={2.5} aria-hidden />
          {VERDICT_WORDS[verdict.verdict]}
        </p>
        <p className={css.who}>
          <bdi>{verdict.member.name}</bdi>
          {verdict.isAsynchronous && (meeting.meetingState === 'SCHEDULED' ? ', beforehand' : ', from elsewhere')}
        </p>
        {verdict.note && <blockquote className={css.note}>{verdict.note}</blockquote>}
        {verdict.promise && <Condition promise={verdict.promise} />}
      </div>
    </div>
  );
}

function Condition({ promise }: { promise: NonNullable<Verdict['promise']> }) {
  const { slug } = usePartnership();
  const now = useNow();
  const { key, text, dueOn, owner, ownerParty, promiseState } = promise;
  return (
    <p className={css.condition}>
      <Handshake size={16} aria-hidden />
      <span>
        <span className={css.promised}>{text}</span>{' '}
        <span className={css.terms}>
          {owner?.name ?? ownerParty.name}, by {dueDay(dueOn, now)}
          {promiseState === 'ASKED' && ', asked for'}
          {key && (
            <>
              {' · '}
              <Link to="/p/$slug/promises" params={{ slug }} search={{ key }}>
                {key}
              </Link>
            </>
          )}
        </span>
      </span>
    </p>
  );
}

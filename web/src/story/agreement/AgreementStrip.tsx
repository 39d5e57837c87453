import type { CriterionEntry } from '@tandem/schema/story/document';
import { Check, History } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { ago, useNow } from '../../platform/time';
import { Button } from '../../ui/Button';
import { PartyMark } from '../../ui/PartyMark';
import css from './Agreement.module.css';
import { HollowMark } from './HollowMark';
import { agreesTo, type Criterion, useAgreement } from './use-agreement';
import { saysTheSame, useBodyWords } from './use-body-words';

const AgreementDiff = lazy(() => import('./AgreementDiff'));

/** Under a criterion: which party stands behind its words, since when, and what has become of them since it last did. */
export function AgreementStrip({ entry, name }: { entry: CriterionEntry; name: string }) {
  const { story, parties, me, mayAgree, agree, takeBack } = useAgreement();
  const words = useBodyWords(entry.body);
  const criterion = story.criteria.find(({ id }) => id === entry.id);
  if (!criterion || !/\S/.test(words)) return <div className={css.strip} />;
  const settled = saysTheSame(criterion.text, words);
  const mine = agreesTo(criterion, me.party.id);
  return (
    <div className={css.agreement} role="group" aria-label={`${name}: agreement`}>
      <div className={css.strip} data-agreed={(settled && criterion.agreed) || undefined}>
        <ul className={css.parties} aria-busy={!settled}>
          {parties.map((party) => (
            <PartyStanding key={party.id} criterion={criterion} party={party} settled={settled} />
          ))}
        </ul>
        {mayAgree && (
          <Button
            size="small"
            variant={mine && settled ? 'quiet' : 'secondary'}
            aria-label={
              mine ? `Take back ${me.party.name}’s agreement to ${name}` : `Agree for ${me.party.name} to ${name}`
            }
            // Words on their way are not yet words that both have read.
            isPending={!settled}
            onPress={() => void (mine ? takeBack(criterion) : agree([criterion]))}
          >
            {!settled ? (
              'Being written…'
            ) : mine ? (
              'Take back'
            ) : (
              <span>
                Agree<span className={css.forWhom}> for {me.party.name}</span>
              </span>
            )}
          </Button>
        )}
      </div>
      {criterion.droppedAgreements.length > 0 && (
        <Suspense fallback={null}>
          <AgreementDiff criterion={criterion} />
        </Suspense>
      )}
    </div>
  );
}

interface PartyStandingProps {
  criterion: Criterion;
  party: { id: string; kind: 'CLIENT' | 'VENDOR'; name: string };
  settled: boolean;
}

function PartyStanding({ criterion, party, settled }: PartyStandingProps) {
  const now = useNow();
  const agreement = agreesTo(criterion, party.id);
  const dropped = criterion.droppedAgreements.some((one) => one.party.id === party.id);
  if (agreement && settled) {
    const who = agreement.member?.name ?? party.name;
    return (
      <li className={css.party} data-standing="agreed" title={`${who} agreed for ${party.name}`}>
        <PartyMark kind={party.kind} initials={agreement.member?.initials ?? ''} size={18} />
        <span>
          <Check size={13} aria-hidden /> <span className="visually-hidden">{party.name} agrees: </span>
          {who}
        </span>
        <span className={css.when}>{ago(agreement.at, now)}</span>
      </li>
    );
  }
  return (
    <li className={css.party} data-standing={dropped || agreement ? 'dropped' : 'none'}>
      <HollowMark kind={party.kind} />
      <span>
        {dropped || agreement ? (
          <>
            <History size={13} aria-hidden /> {party.name}: words changed
          </>
        ) : (
          `${party.name} not yet`
        )}
      </span>
    </li>
  );
}

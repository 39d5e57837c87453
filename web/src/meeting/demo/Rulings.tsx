import { Gavel } from 'lucide-react';
import { usePartnership } from '../../partnership/use-partnership';
import { ago, useNow } from '../../platform/time';
import { HollowMark } from '../../story/agreement/HollowMark';
import { PartyMark } from '../../ui/PartyMark';
import type { Meeting } from '../meeting';
import css from './Dispute.module.css';
import { RulingForm } from './RulingForm';
import { anyOf, whoRules } from './sponsors';
import { type Demo, OUTCOME_ICONS } from './verdict-words';

interface RulingsProps {
  meeting: Meeting;
  demo: Demo;
  dispute: NonNullable<Demo['dispute']>;
}

/** A disagreement that is with the sponsors: why, and how each party's rules. */
export function Rulings({ meeting, demo, dispute }: RulingsProps) {
  const { me, parties, members } = usePartnership();
  const now = useNow();
  const isOpen = demo.demoOutcome === 'DISPUTED';
  const mine = dispute.rulings.find(({ party }) => party.id === me.party.id);
  const mayRule = isOpen && whoRules(members, me.party.id).some(({ id }) => id === me.id);
  return (
    <div className={css.escalated}>
      <p className={css.taken}>
        <Gavel size={16} aria-hidden />
        <span>
          <bdi>{dispute.escalatedBy.name}</bdi> took it to the sponsors {ago(dispute.at, now)}:{' '}
          <q className={css.quote}>{dispute.reason}</q>
        </span>
      </p>
      <ul className={css.rulings} aria-label="How the sponsors rule">
        {parties.map((party) => {
          const ruling = dispute.rulings.find((one) => one.party.id === party.id);
          if (!ruling)
            return (
              <li key={party.id} className={css.side}>
                <HollowMark kind={party.kind} />
                <span>
                  {isOpen
                    ? `Waits for ${anyOf(whoRules(members, party.id).map(({ name }) => name))} of ${party.name}`
                    : `${party.name} did not rule`}
                </span>
              </li>
            );
          const accepts = ruling.ruling === 'ACCEPT';
          const Icon = OUTCOME_ICONS[accepts ? 'ACCEPTED' : 'RETURNED'];
          return (
            <li key={party.id} className={css.side} data-party={party.kind} data-verdict={accepts ? 'MET' : 'NOT_MET'}>
              <PartyMark kind={party.kind} initials={ruling.member.initials} size={20} />
              <span>
                <bdi>{ruling.member.name}</bdi>, for {party.name}:{' '}
                <strong>
                  <Icon size={14} strokeWidth={2.5} aria-hidden /> {accepts ? 'Accept it' : 'Return it'}
                </strong>
                <q className={css.quote}>{ruling.note}</q>
              </span>
            </li>
          );
        })}
      </ul>
      {mayRule && <RulingForm meeting={meeting} demo={demo} given={mine?.ruling} />}
    </div>
  );
}

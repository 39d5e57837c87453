import { FileCheck2, FilePen, Hourglass, PenLine } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button';
import { Switch } from '../../ui/Switch';
import { usePartnership } from '../use-partnership';
import css from './AgreementPage.module.css';
import { type Agreement, dateOf, signedBy } from './agreement-words';

interface StandingProps {
  agreement: Agreement;
  showsChanges: boolean;
  onShowChanges: (shown: boolean) => void;
  onPropose: () => void;
  onSign: () => void;
}

/** Where the agreement stands: what is in force, what waits for whom, and what the viewer may do about it. */
export function Standing({ agreement, showsChanges, onShowChanges, onPropose, onSign }: StandingProps) {
  const { me, parties, managesMembers: leads } = usePartnership();
  const { signed, proposal, unsignedChanges, ladderChanged } = agreement;
  const changed = unsignedChanges.length + (ladderChanged ? 1 : 0);
  const propose = leads && (
    <Button variant="primary" icon={<PenLine size={16} aria-hidden />} onPress={onPropose}>
      Propose and sign
    </Button>
  );
  const show = unsignedChanges.length > 0 && (
    <Switch label="Show what changed" checked={showsChanges} onChange={onShowChanges} />
  );
  if (proposal?.holds) {
    const missing = parties.filter((party) => !signedBy(proposal, party.id));
    const mine = leads && missing.some(({ id }) => id === me.party.id);
    return (
      <Banner icon={<Hourglass size={18} aria-hidden />}>
        <p>
          <strong>
            Version {proposal.revision} waits for {missing.map((party) => party.name).join(' and ')}.
          </strong>{' '}
          {proposal.proposedBy?.name} proposed it on {dateOf(proposal.proposedAt)}.{' '}
          {signed ? `Until it is signed, version ${signed.revision} holds.` : 'It holds once both have signed.'}
        </p>
        {show}
        {mine && (
          <Button variant="primary" icon={<PenLine size={16} aria-hidden />} onPress={onSign}>
            Read and sign
          </Button>
        )}
      </Banner>
    );
  }
  if (proposal)
    return (
      <Banner icon={<FilePen size={18} aria-hidden />}>
        <p>
          <strong>It was edited since version {proposal.revision} was proposed,</strong> so nobody can sign that version
          any more. {leads ? 'Propose it as it stands now.' : 'A lead can propose it as it stands now.'}
        </p>
        {show}
        {propose}
      </Banner>
    );
  if (!signed)
    return (
      <Banner icon={<FilePen size={18} aria-hidden />}>
        <p>
          <strong>Nothing is signed yet.</strong> Write it together. When both sides stand behind it, a lead proposes it
          and a lead of the other side signs the same words.
        </p>
        {propose}
      </Banner>
    );
  if (changed === 0)
    return (
      <Banner icon={<FileCheck2 size={18} aria-hidden />} tone="signed">
        <p>
          <strong>Version {signed.revision} is in force,</strong> signed by both sides. Go on writing when it no longer
          fits: an edit shows as unsigned until both sign again.
        </p>
      </Banner>
    );
  return (
    <Banner icon={<FilePen size={18} aria-hidden />}>
      <p>
        <strong>{changed === 1 ? '1 unsigned change' : `${changed} unsigned changes`}.</strong> Version{' '}
        {signed.revision} stays in force until both sides sign again.
      </p>
      {show}
      {propose}
    </Banner>
  );
}

const Banner = ({ icon, tone, children }: { icon: ReactNode; tone?: 'signed'; children: ReactNode }) => (
  <section className={css.banner} data-tone={tone} aria-label="Where it stands">
    {icon}
    {children}
  </section>
);

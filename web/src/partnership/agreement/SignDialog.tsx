import { AGREEMENT_SECTIONS } from '@tandem/schema/partnership/agreement';
import { sectionText } from '@tandem/schema/partnership/sections';
import { useState } from 'react';
import type { Doc } from 'yjs';
import { act, refusal } from '../../platform/act';
import { Button } from '../../ui/Button';
import { Dialog, DialogActions } from '../../ui/Dialog';
import { toast } from '../../ui/toast';
import { usePartnership } from '../use-partnership';
import { ProposeAgreementDocument, SignAgreementDocument } from './agreement.gql';
import css from './AgreementPage.module.css';
import { type Agreement, titlesFor, workingDays } from './agreement-words';

interface SignDialogProps {
  agreement: Agreement;
  /** The words as they stand, to be proposed; null to sign what is proposed. */
  doc: Doc | null;
  onClose: () => void;
}

/** What is about to be signed, word for word: it stays as it was when the dialog opened, and the server takes exactly that. */
export default function SignDialog({ agreement, doc, onClose }: SignDialogProps) {
  const partnership = usePartnership();
  const { me, id: partnershipId, parties } = partnership;
  const titles = titlesFor(partnership);
  const [read] = useState(() => {
    const proposal = doc ? null : agreement.proposal;
    return {
      proposal,
      ladder: proposal?.ladder ?? agreement.ladder,
      sections: doc
        ? AGREEMENT_SECTIONS.map((section) => ({ section, text: sectionText(doc, section) }))
        : (proposal?.sections ?? []),
    };
  });
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const others = parties.filter(({ id }) => id !== me.party.id).map((party) => party.name);
  const sign = async () => {
    setPending(true);
    setProblem(null);
    try {
      if (read.proposal) {
        const { id: snapshotId, hash } = read.proposal;
        await act(SignAgreementDocument, { snapshotId, hash });
      } else {
        const ladder = read.ladder.map(({ days, members }) => ({ days, memberIds: members.map(({ id }) => id) }));
        await act(ProposeAgreementDocument, { partnershipId, sections: read.sections, ladder });
      }
      toast(`Signed for ${me.party.name}`);
      onClose();
    } catch (error) {
      setProblem(refusal(error).message);
      setPending(false);
    }
  };
  return (
    <Dialog
      title={read.proposal ? `Sign version ${read.proposal.revision}` : 'Propose and sign'}
      isOpen
      onClose={onClose}
      size="wide"
    >
      <p>
        {read.proposal
          ? `These are the words that ${read.proposal.proposedBy?.name ?? 'the other side'} signed.`
          : `This is what you sign, and what ${others.join(' and ')} will be asked to sign.`}
      </p>
      <section className={css.read} aria-label="The words to sign">
        {read.sections.map(({ section, text }) => (
          <div key={section}>
            <h3>{titles[section]}</h3>
            {text.trim() ? <p>{text}</p> : <p className={css.nothing}>Nothing is written here.</p>}
          </div>
        ))}
        <div>
          <h3>When an answer does not come</h3>
          {read.ladder.map(({ level, days, members }) => (
            <p key={level}>
              {level}. {members.map(({ name }) => name).join(', ')}: {workingDays(days)}
            </p>
          ))}
        </div>
      </section>
      {read.proposal && <p className={css.fingerprint}>Fingerprint (SHA-256) {read.proposal.hash}</p>}
      {problem && (
        <p className={css.problem} role="alert">
          {problem}
        </p>
      )}
      <DialogActions>
        <Button onPress={onClose}>Not yet</Button>
        <Button variant="primary" onPress={() => void sign()} isPending={pending}>
          Sign for {me.party.name}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

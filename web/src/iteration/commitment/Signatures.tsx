import { PartyMark } from '../../ui/PartyMark';
import css from './Commitment.module.css';
import { shortHash, signedAt } from './commitment-words';
import type { Commitment } from './use-commitment';

interface SignaturesProps {
  commitment: Pick<Commitment, 'signatures' | 'missing'>;
  /** False once it has changed since: then nobody can sign it. */
  waiting: boolean;
}

/** A line for each party: signed, with whose hand, when and under which hash; or empty, as a form leaves it. */
export function Signatures({ commitment: { signatures, missing }, waiting }: SignaturesProps) {
  return (
    <ul className={css.signatures} aria-label="Signatures">
      {signatures.map(({ party, member, at, hash }) => (
        <li key={party.id} className={css.signature} data-party={party.kind}>
          <PartyMark kind={party.kind} initials={member.initials} size={32} />
          <span className={css.hand}>
            <strong>{member.name}</strong>
            <small>
              for {party.name}, {signedAt(at)}
            </small>
          </span>
          <code className={css.hash} title={`Signed under ${hash}`}>
            {shortHash(hash)}
          </code>
        </li>
      ))}
      {missing.map((party) => (
        <li key={party.id} className={css.signature} data-party={party.kind} data-missing>
          <span className={css.emptyMark} aria-hidden />
          <span className={css.hand}>
            <span>Not signed yet</span>
            <small>
              {waiting ? `A lead or sponsor signs for ${party.name}` : `${party.name} can’t sign this one any more`}
            </small>
          </span>
        </li>
      ))}
    </ul>
  );
}

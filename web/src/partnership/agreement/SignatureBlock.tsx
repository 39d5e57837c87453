import { PARTY_WORD } from '../../ui/PartyMark';
import { usePartnership } from '../use-partnership';
import css from './SignatureBlock.module.css';
import { type Agreement, dateOf, type Version } from './agreement-words';

/** Who has signed what: the version that waits, and the one in force. */
export function SignatureBlock({ agreement: { signed, proposal } }: { agreement: Agreement }) {
  if (!signed && !proposal) return <Signatures version={null} title="Signatures" />;
  return (
    <>
      {proposal && <Signatures version={proposal} title={`Version ${proposal.revision}, proposed`} />}
      {signed && <Signatures version={signed} title={`Version ${signed.revision}, in force`} />}
    </>
  );
}

function Signatures({ version, title }: { version: Version | null; title: string }) {
  const { parties } = usePartnership();
  return (
    <section className={css.block} aria-label={title}>
      <div className={css.head}>
        <h2>{title}</h2>
        {version && (
          <p title={`SHA-256 ${version.hash}`}>
            Fingerprint <code>{version.hash.slice(0, 12)}</code>
          </p>
        )}
      </div>
      <ul className={css.lines}>
        {parties.map((party) => {
          const signature = version?.signatures.find((one) => one.party.id === party.id);
          return (
            <li key={party.id} data-party={party.kind}>
              <p className={css.name}>{signature ? signature.member.name : <span>not signed yet</span>}</p>
              <p className={css.for}>
                For {party.name} <span>({PARTY_WORD[party.kind].toLowerCase()})</span>
                {signature && `, ${dateOf(signature.at)}`}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

import { Check, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import css from './Commitment.module.css';
import type { Commitment } from './use-commitment';

/** SHA-256 of a text in UTF-8, lower-case hex; null where a browser does not hash, which it does over https only. */
async function sha256(text: string): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The hash of what is signed, worked out again in this browser: nobody has to take the server's word for it. */
export function Proof({ commitment: { content, hash, revision } }: { commitment: Commitment }) {
  const [own, setOwn] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    sha256(content).then(
      (worked) => wanted && setOwn(worked),
      () => wanted && setOwn(null),
    );
    return () => {
      wanted = false;
    };
  }, [content]);
  return (
    <p className={css.proof}>
      <code>
        Proposal {revision} · SHA-256 {hash}
      </code>
      {own !== null &&
        (own === hash ? (
          <span>
            <Check size={13} aria-hidden /> Worked out again in this browser: the hash fits.
          </span>
        ) : (
          <span className={css.problem}>
            <TriangleAlert size={13} aria-hidden /> The hash does not fit what the server sent. Don’t sign, and tell
            whoever runs Tandem.
          </span>
        ))}
    </p>
  );
}

import type { Agreement } from './agreement-words';
import css from './AgreementPage.module.css';

interface SectionDiffProps {
  parts: Agreement['unsignedChanges'][number]['parts'];
  revision: number;
}

/** What became of a part since the version in force, word by word. */
export function SectionDiff({ parts, revision }: SectionDiffProps) {
  return (
    <aside className={css.diff} aria-label={`Changed since version ${revision}`}>
      <p className={css.diffTitle}>Since version {revision}</p>
      <p className={css.diffWords}>
        {parts.map(({ kind, text }, index) => {
          // The parts of one answer never move, so that their place names them.
          const key = `${index}`;
          if (kind === 'ADDED') return <ins key={key}>{text}</ins>;
          if (kind === 'REMOVED') return <del key={key}>{text}</del>;
          return <span key={key}>{text}</span>;
        })}
      </p>
    </aside>
  );
}

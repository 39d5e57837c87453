import type { ReactNode } from 'react';
import { PageHeading, useTitle } from '../ui/Page';
import { OverlapMark } from '../ui/PartyMark';
import css from './Welcome.module.css';

/** The pages outside a partnership: one column, one question. */
export function Welcome({ title, lede, children }: { title: string; lede?: ReactNode; children: ReactNode }) {
  useTitle(title);
  return (
    <main className={css.welcome}>
      <p className={css.brand}>
        <OverlapMark size={30} />
        <span>Tandem</span>
      </p>
      <section className={css.card} aria-labelledby="welcome-title">
        <div id="welcome-title">
          <PageHeading>{title}</PageHeading>
        </div>
        {lede && <p className={css.lede}>{lede}</p>}
        {children}
      </section>
    </main>
  );
}

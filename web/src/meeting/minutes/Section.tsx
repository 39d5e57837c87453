import type { ReactNode } from 'react';
import css from './Minutes.module.css';

/** One headed part of the minutes; nothing at all where there is nothing to tell. */
export function Section({ title, when = true, children }: { title: string; when?: boolean; children: ReactNode }) {
  if (!when) return null;
  const id = `minutes-${title.replace(/\W+/g, '-')}`;
  return (
    <section className={css.section} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}

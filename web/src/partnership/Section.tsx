import type { ReactNode } from 'react';
import css from './SettingsPage.module.css';

/** One part of the settings, reachable by its hash. */
export function Section({
  id,
  title,
  lede,
  action,
  children,
}: {
  id: string;
  title: string;
  lede?: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section id={id} className={css.section} aria-labelledby={`${id}-title`}>
      <div className={css.head}>
        <div>
          <h2 id={`${id}-title`}>{title}</h2>
          {lede && <p>{lede}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

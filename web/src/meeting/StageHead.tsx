import type { ReactNode } from 'react';
import css from './StageHead.module.css';

/** What a stage is about, in the size that a shared screen needs; every stage begins with one. */
export function StageHead({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className={css.head}>
      <h2>{title}</h2>
      {children && <p>{children}</p>}
    </div>
  );
}

import type { ReactNode } from 'react';
import css from './EmptyState.module.css';

/** Nothing here yet: says what belongs here, why it matters, and offers the first step. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon?: ReactNode;
  /** Words, or the page’s h1 when nothing else carries it. */
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={css.empty}>
      {icon && <span className={css.icon}>{icon}</span>}
      <div className={css.title}>{title}</div>
      {children && <div className={css.words}>{children}</div>}
      {action && <div className={css.action}>{action}</div>}
    </div>
  );
}

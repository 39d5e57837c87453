import { type ReactNode, useEffect, useRef } from 'react';
import css from './Page.module.css';

let arrivedByNavigation = false;

/** The router says so before each change of path: the first page keeps the browser's own focus. */
export function noteNavigation(): void {
  arrivedByNavigation = true;
}

/** Sets the tab's title, most particular first: "MT-101 Late bus · Tandem". */
export function useTitle(...parts: readonly (string | null | undefined)[]): void {
  const title = [...parts.filter(Boolean), 'Tandem'].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/** The page's one h1. It takes the focus after a navigation, so that a screen reader reads where one is now. */
export function PageHeading({ children, className }: { children: ReactNode; className?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (arrivedByNavigation) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className={className}>
      {children}
    </h1>
  );
}

interface PageProps {
  title: string;
  /** After the page's name in the tab, usually the partnership. */
  context?: string | undefined;
  lede?: ReactNode;
  actions?: ReactNode;
  /** `reading` is a column of text width; `wide` uses the whole window. */
  width?: 'reading' | 'page' | 'wide';
  children: ReactNode;
}

/** A page inside the shell: heading, a line under it, its actions, its content. */
export function Page({ title, context, lede, actions, width = 'page', children }: PageProps) {
  useTitle(title, context);
  return (
    <div className={css.page} data-width={width}>
      <div className={css.head}>
        <div className={css.words}>
          <PageHeading>{title}</PageHeading>
          {lede && <p className={css.lede}>{lede}</p>}
        </div>
        {actions && <div className={css.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}

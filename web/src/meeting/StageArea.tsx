import { type ReactNode, Suspense, useEffect, useLayoutEffect, useRef } from 'react';
import { PageSkeleton } from '../ui/Skeleton';
import { type StageProps, stageName } from './meeting';
import css from './MeetingPage.module.css';
import { loadStages, STAGE_PAGES } from './stage-pages';

/** One stage, whole: another one takes its place at once, without taking the focus from anywhere else. */
export function StageArea({ meeting, stage, children }: StageProps & { children: ReactNode }) {
  const section = useRef<HTMLElement>(null);
  useKeptFocus(section, stage.id);
  useEffect(loadStages, []);
  const Stage = STAGE_PAGES[stage.kind];
  return (
    <section ref={section} tabIndex={-1} className={css.stage} aria-label={stageName(stage)}>
      {children}
      <div className={css.content} key={stage.id}>
        <Suspense fallback={<PageSkeleton rows={3} />}>
          <Stage meeting={meeting} stage={stage} />
        </Suspense>
      </div>
    </section>
  );
}

/** Whoever had the focus on something in the stage before goes on from this one, rather than from the top of the page. */
function useKeptFocus(section: { current: HTMLElement | null }, stageId: string): void {
  const inside = useRef(false);
  const shown = useRef(stageId);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      inside.current = target instanceof Node && (section.current?.contains(target) ?? false);
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, [section]);
  useLayoutEffect(() => {
    if (shown.current === stageId) return;
    shown.current = stageId;
    const { activeElement } = document;
    if (inside.current && (activeElement === null || activeElement === document.body))
      section.current?.focus({ preventScroll: true });
    if ((section.current?.getBoundingClientRect().top ?? 0) < 0) section.current?.scrollIntoView({ block: 'start' });
  }, [section, stageId]);
}

import type { StageKind } from '@tandem/schema/meeting/rules';
import { type ReactNode, Suspense, useEffect, useLayoutEffect, useRef } from 'react';
import { PageSkeleton } from '../ui/Skeleton';
import { type StageProps, stageName } from './meeting';
import css from './MeetingPage.module.css';
import { loadStages, STAGE_PAGES } from './stage-pages';
import { StageHead } from './StageHead';

/** What each standing part is for. The others have a heading of their own, which says more than their name. */
const LEDES: Readonly<Partial<Record<StageKind, string>>> = {
  PROMISES:
    'What was promised by now. What is missed stays missed; what still matters gets another day, agreed by both.',
  GOALS: 'What became of the week’s goals. Each party calls them for itself; where the calls differ, both stand.',
  CONCERNS: 'What waits for an answer past its time comes first.',
  NEXT: 'Say what becomes of what was not accepted, then plan the week after and sign it.',
  PULSE: 'Each answers alone, and the answers stay sealed until both sides have given theirs.',
  CLOSE: 'What was decided and promised, once more. Closing freezes the minutes, and both parties ratify them.',
};

/** One stage, whole: another one takes its place at once, without taking the focus from anywhere else. */
export function StageArea({ meeting, stage, children }: StageProps & { children: ReactNode }) {
  const section = useRef<HTMLElement>(null);
  useKeptFocus(section, stage.id);
  useEffect(loadStages, []);
  const Stage = STAGE_PAGES[stage.kind];
  const lede = LEDES[stage.kind];
  return (
    <section ref={section} tabIndex={-1} className={css.stage} aria-label={stageName(stage)}>
      {children}
      <div className={css.content} key={stage.id}>
        <Suspense fallback={<PageSkeleton rows={3} />}>
          {lede && <StageHead title={stageName(stage)}>{lede}</StageHead>}
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

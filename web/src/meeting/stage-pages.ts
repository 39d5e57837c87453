import type { StageKind } from '@tandem/schema/meeting/rules';
import { type ComponentType, lazy } from 'react';
import { shownByThePage } from '../platform/apollo';
import type { StageProps } from './meeting';

type Page = { default: ComponentType<StageProps> };

const LOADS: Readonly<Record<StageKind, () => Promise<Page>>> = {
  CHECK_IN: () => import('./stages/CheckInStage'),
  PROMISES: () => import('./stages/PromisesStage'),
  GOALS: () => import('./stages/GoalsStage'),
  DEMO: () => import('./demo/DemoStage'),
  CONCERNS: () => import('./stages/ConcernsStage'),
  NEXT: () => import('./stages/NextStage'),
  PULSE: () => import('./stages/PulseStage'),
  TOPIC: () => import('./stages/TopicStage'),
  CLOSE: () => import('./stages/CloseStage'),
};

/** Each kind's component, loaded when a meeting first comes to it. */
export const STAGE_PAGES: Readonly<Record<StageKind, ComponentType<StageProps>>> = {
  CHECK_IN: lazy(LOADS.CHECK_IN),
  PROMISES: lazy(LOADS.PROMISES),
  GOALS: lazy(LOADS.GOALS),
  DEMO: lazy(LOADS.DEMO),
  CONCERNS: lazy(LOADS.CONCERNS),
  NEXT: lazy(LOADS.NEXT),
  PULSE: lazy(LOADS.PULSE),
  TOPIC: lazy(LOADS.TOPIC),
  CLOSE: lazy(LOADS.CLOSE),
};

/** Going on must not wait for a script: all of them come once the page has its first. */
export function loadStages(): void {
  for (const load of Object.values(LOADS)) load().catch(shownByThePage);
}

import type { StageKind } from '@tandem/schema/meeting/rules';
import { type ComponentType, lazy } from 'react';
import type { StageProps } from './meeting';

/** Each kind's component, loaded when a meeting first comes to it. */
export const STAGE_PAGES: Readonly<Record<StageKind, ComponentType<StageProps>>> = {
  CHECK_IN: lazy(() => import('./stages/CheckInStage')),
  PROMISES: lazy(() => import('./stages/PromisesStage')),
  GOALS: lazy(() => import('./stages/GoalsStage')),
  DEMO: lazy(() => import('./demo/DemoStage')),
  CONCERNS: lazy(() => import('./stages/ConcernsStage')),
  NEXT: lazy(() => import('./stages/NextStage')),
  PULSE: lazy(() => import('./stages/PulseStage')),
  TOPIC: lazy(() => import('./stages/TopicStage')),
  CLOSE: lazy(() => import('./stages/CloseStage')),
};

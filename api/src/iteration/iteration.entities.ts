import type { NodeKinds } from '../platform/graphql/node.ts';
import { loadGoals } from './goal-rows.ts';
import { Iteration } from './iteration.entity.ts';
import { loadIterations } from './iteration-rows.ts';

export const iterationEntities = [Iteration];

/** Rights are inside each loader: what the viewer may not see is left out. */
export const iterationNodes: NodeKinds = {
  Iteration: { table: 'iteration', load: loadIterations },
  Goal: { table: 'iteration_goal', load: loadGoals },
};

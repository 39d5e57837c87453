import type { NodeKinds } from '../../platform/graphql/node.ts';
import { Concern } from './concern.entity.ts';
import { loadConcerns } from './concern-rows.ts';

export const concernEntities = [Concern];

/** Rights are inside the loader: what the viewer may not see is left out. */
export const concernNodes: NodeKinds = { Concern: { table: 'concern', load: loadConcerns } };

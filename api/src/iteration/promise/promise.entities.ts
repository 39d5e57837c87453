import type { NodeKinds } from '../../platform/graphql/node.ts';
import { GivenPromise } from './promise.entity.ts';
import { loadPromises } from './promise-rows.ts';

export const promiseEntities = [GivenPromise];

/** Rights are inside the loader: what the viewer may not see is left out. */
export const promiseNodes: NodeKinds = { Promise: { table: 'promise', load: loadPromises } };

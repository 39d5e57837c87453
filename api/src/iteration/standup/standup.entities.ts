import type { NodeKinds } from '../../platform/graphql/node.ts';
import { StandupEntry } from './standup-entry.entity.ts';
import { loadEntries } from './standup-rows.ts';

export const standupEntities = [StandupEntry];

/** Rights are inside the loader: what the viewer may not see is left out. */
export const standupNodes: NodeKinds = { StandupEntry: { table: 'standup_entry', load: loadEntries } };

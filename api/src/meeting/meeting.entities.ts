import type { NodeKinds } from '../platform/graphql/node.ts';
import { Meeting } from './meeting.entity.ts';
import { loadMeetings } from './meeting-rows.ts';

export const meetingEntities = [Meeting];

/** Rights are inside the loader: what the viewer may not see is left out. */
export const meetingNodes: NodeKinds = { Meeting: { table: 'meeting', load: loadMeetings } };

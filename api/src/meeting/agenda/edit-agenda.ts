import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import {
  type EditingMeeting,
  editMeeting,
  type MeetingCommand,
  type MeetingEdit,
  requireMeetingState,
} from '../edit-meeting.ts';
import { type AgendaStage, readAgenda } from './agenda.ts';
import { storeDemos } from './store-demos.ts';

/**
 * Changes the agenda of a meeting that is to come or takes place; nobody's screen moves with it.
 * @throws Refusal FORBIDDEN for an observer, NOT_FOUND, CONFLICT once it is over.
 */
export const editAgenda = (
  services: Services,
  actor: MemberRow,
  command: MeetingCommand,
  edit: (editing: EditingMeeting & { stages: AgendaStage[] }) => MeetingEdit | Promise<MeetingEdit>,
  lockFirst?: (em: EntityManager) => Promise<unknown>,
): Promise<void> =>
  editMeeting(
    services,
    actor,
    command,
    async ({ meeting, em, at }) => {
      requireMeetingState(meeting, ['SCHEDULED', 'OPEN'], 'Put it on the agenda of the next meeting.');
      await storeDemos(em, meeting, at);
      return edit({ meeting, em, at, stages: await readAgenda(em, meeting) });
    },
    lockFirst,
  );

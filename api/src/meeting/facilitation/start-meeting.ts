import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { conflict } from '../../platform/errors.ts';
import { readAgenda } from '../agenda/agenda.ts';
import { storeDemos } from '../agenda/store-demos.ts';
import { settleOutcomes } from '../demo/settle-outcomes.ts';
import { editMeeting, type MeetingCommand, requireMeetingState } from '../edit-meeting.ts';
import { lockCalendar } from '../lock-calendar.ts';
import type { Meeting } from '../meeting.entity.ts';
import { keepEvent } from '../meeting-events.ts';
import { WITHDRAWN } from '../meetings.sql.ts';
import { attend } from './attend.ts';
import { enterStage } from './enter-stage.ts';

const MINUTE_MS = 60_000;
const OTHER = `select number from meeting where partnership_id = ? and state = 'OPEN'`;
const WITHDRAW = `update meeting_stage a set removed_at = ? where a.meeting_id = ? and a.removed_at is null and ${WITHDRAWN}`;

/**
 * Begins a meeting: the actor facilitates it, and is there. From now on its agenda changes only by hand.
 * @throws Refusal FORBIDDEN, NOT_FOUND, CONFLICT unless it is to come, and while another takes place.
 */
export const startMeeting = (services: Services, actor: MemberRow, command: MeetingCommand): Promise<void> =>
  editMeeting(
    services,
    actor,
    command,
    async ({ meeting, em, at }) => {
      requireMeetingState(meeting, ['SCHEDULED'], 'Begin one that is to come.');
      const [other] = await em.execute<{ number: number }[]>(OTHER, [actor.partnershipId]);
      if (other) throw conflict(`Meeting ${other.number} takes place now. Close it first.`);
      await storeDemos(em, meeting, at);
      await em.execute(WITHDRAW, [at, meeting.id]);
      Object.assign(meeting, { state: 'OPEN', startedAt: at, facilitatorId: actor.id });
      setDeadline(meeting, at);
      const stageId = await beginAtCheckIn(em, meeting, at);
      await attend(em, meeting, actor.id, at);
      await keepEvent(em, meeting, { kind: 'STARTED', by: actor.id, at, stageId });
      const also = await settleOutcomes(em, meeting, { by: actor.id, at });
      return { verb: 'started', summary: `began meeting ${meeting.number}, about ${meeting.isoWeek}`, also };
    },
    (em) => lockCalendar(em, actor.partnershipId),
  );

async function beginAtCheckIn(em: EntityManager, meeting: Meeting, at: Date) {
  const [checkIn] = await readAgenda(em, meeting);
  if (!checkIn) throw new Error(`meeting ${meeting.id} has no agenda`);
  await enterStage(em, meeting, checkIn.id, at);
  return checkIn.id;
}

/** One that begins when it should have been over leaves absent people as much time as if it had begun when it should. */
function setDeadline(meeting: Meeting, at: Date): void {
  const late = at.getTime() - meeting.startsAt.getTime();
  if (late > meeting.duration * MINUTE_MS) meeting.verdictsDueAt = new Date(meeting.verdictsDueAt.getTime() + late);
  meeting.settleAt = meeting.verdictsDueAt;
}

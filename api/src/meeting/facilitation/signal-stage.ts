import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId, StageId } from '@tandem/schema/ids';
import type { StageSignalKind } from '@tandem/schema/meeting/rules';
import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { conflict } from '../../platform/errors.ts';
import { editMeeting, type MeetingCommand } from '../edit-meeting.ts';
import type { Meeting } from '../meeting.entity.ts';
import { requireTakingPlace } from './require-mover.ts';

const PUT = `insert into meeting_signal (partnership_id, meeting_id, stage_id, member_id, signal, at) values (?, ?, ?, ?, ?, ?)
  on conflict (stage_id, member_id) do update set signal = excluded.signal, at = excluded.at
    where meeting_signal.signal <> excluded.signal returning 1`;
const TAKE_BACK = 'delete from meeting_signal where stage_id = ? and member_id = ? returning 1';
const WORDS: Readonly<Record<StageSignalKind, string>> = { READY: 'is ready to go on', MORE_TIME: 'needs more time' };

/** @throws Refusal FORBIDDEN, NOT_FOUND, CONFLICT unless it takes place, and when the meeting is at another stage by now. */
export const signalStage = (
  services: Services,
  actor: MemberRow,
  command: MeetingCommand & { stageId: string; signal?: StageSignalKind | null },
): Promise<void> =>
  editMeeting(services, actor, command, async ({ meeting, em, at }) => {
    requireTakingPlace(meeting);
    const stageId = command.stageId.toLowerCase() as StageId;
    if (meeting.currentStageId !== stageId) throw conflict('The meeting has gone on to another stage. Say it there.');
    const signal = command.signal ?? null;
    if (!(await putSignal(em, meeting, { stageId, memberId: actor.id, signal, at }))) return null;
    const said = signal ? WORDS[signal] : 'took back what they signalled';
    return { verb: 'stageSignalled', summary: `${said} in meeting ${meeting.number}` };
  });

interface Signal {
  stageId: StageId;
  memberId: MemberId;
  signal: StageSignalKind | null;
  at: Date;
}

/** @returns whether it is another than before. */
async function putSignal(
  em: EntityManager,
  { id, partnershipId }: Meeting,
  { stageId, memberId, signal, at }: Signal,
): Promise<boolean> {
  const rows = signal
    ? await em.execute<object[]>(PUT, [partnershipId, id, stageId, memberId, signal, at])
    : await em.execute<object[]>(TAKE_BACK, [stageId, memberId]);
  return rows.length > 0;
}

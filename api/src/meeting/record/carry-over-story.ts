import type { DocumentId } from '@tandem/schema/ids';
import { weekAfter } from '@tandem/schema/iteration/iso-week';
import { CarryOver } from '@tandem/schema/meeting/inputs';
import type { CarryOverChoice } from '@tandem/schema/meeting/rules';
import { SplitStory } from '@tandem/schema/story/inputs';
import { validate as isUuid, v7 as uuid } from 'uuid';
import { planIteration, requireWeek } from '../../iteration/plan-iteration.ts';
import { loadDoc } from '../../live/sync.ts';
import { type MemberRow, requireWriter } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Services } from '../../platform/context.ts';
import { badInput, notFound } from '../../platform/errors.ts';
import { lockRanks, withRanks } from '../../story/rank.ts';
import { takeOutCriteria } from '../../story/split-story.ts';
import { settleOutcomes } from '../demo/settle-outcomes.ts';
import { editMeeting, lockMeeting, type MeetingCommand, requireMeetingState, touch } from '../edit-meeting.ts';
import { carry, drop, split, type SplitOff } from './carry-over-choices.ts';
import { lockCarrying } from './carrying.ts';

interface CarryOverStory extends MeetingCommand {
  storyId: string;
  choice: CarryOverChoice;
  reason: string;
  toWeek?: string | null;
  criterionIds?: readonly string[] | null;
  title?: string | null;
}

/** Thrown inside a transaction to give it up, plan the week, and try again: all other rules have been kept by then. */
class WeekNotPlanned extends Error {
  constructor(readonly isoWeek: string) {
    super(`${isoWeek} is not planned yet`);
  }
}

/**
 * Says what becomes of a story that was not accepted; a later choice in the same meeting takes an earlier one's place.
 * The week that takes it on is planned where nobody has: a change of its own, so that all who list weeks see it.
 * @throws Refusal BAD_USER_INPUT for the reason, the week, and a split without criteria or title; NOT_FOUND, FORBIDDEN; CONFLICT
 * for a story that is accepted or not of the meeting's week, for a week that is committed, and unless the meeting takes place.
 */
export async function carryOverStory(services: Services, actor: MemberRow, command: CarryOverStory): Promise<void> {
  requireWriter(actor);
  const { reason } = parseInput(CarryOver, command);
  const going = command.choice === 'SPLIT' ? parseInput(SplitStory, command) : null;
  requireFitting(command);
  if (!going) return inItsWeek(services, actor, () => choose(services, actor, { ...command, reason }, null));
  if (!isUuid(command.storyId)) throw notFound('story');
  const documentId = command.storyId.toLowerCase() as DocumentId;
  const { doc } = await loadDoc(services.sql, documentId);
  await withRanks(services, actor.partnershipId, () =>
    inItsWeek(services, actor, () => choose(services, actor, { ...command, reason }, { ...going, doc })),
  );
  doc.destroy();
  // After the commit, as a split does it: should the server die in between, the same mutation sent again takes them out.
  await takeOutCriteria(services, actor, documentId, going.criterionIds);
  await settleTheRest(services, actor, command.meetingId);
}

/** What was not met is gone from the story: what is left may be accepted by the verdicts there are. */
const settleTheRest = async (services: Services, actor: MemberRow, meetingId: string): Promise<void> => {
  const { partnershipId, id: actorId } = actor;
  await recordChange(services, { partnershipId, actorId, mutationId: null }, async (em) => {
    const meeting = await lockMeeting(em, partnershipId, meetingId);
    const at = services.clock.now();
    const also = await settleOutcomes(em, meeting, { by: actorId, at });
    if (also.length === 0) return { unchanged: meeting.id };
    touch(meeting, at);
    const summary = `settled the verdicts of meeting ${meeting.number}`;
    return { kind: 'meeting.verdictsSettled', nodeType: 'Meeting', nodeId: meeting.id, summary, also };
  });
};

/** @throws Refusal BAD_USER_INPUT for what says nothing about this choice. */
function requireFitting({ choice, toWeek, criterionIds, title }: CarryOverStory): void {
  if (choice === 'DROP' && toWeek != null) throw badInput('toWeek', 'A story that is dropped goes to no week.');
  if (choice !== 'SPLIT' && (criterionIds != null || title != null))
    throw badInput('criterionIds', 'Criteria and a title are for a split alone.');
  if (toWeek != null) requireWeek(toWeek);
}

async function inItsWeek(services: Services, actor: MemberRow, command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (!(error instanceof WeekNotPlanned)) throw error;
    await planIteration(services, actor, { mutationId: uuid(), isoWeek: error.isoWeek });
    await command();
  }
}

const choose = (services: Services, actor: MemberRow, command: CarryOverStory, going: SplitOff | null): Promise<void> =>
  editMeeting(services, actor, command, async ({ meeting, em, at }) => {
    requireMeetingState(meeting, ['OPEN'], 'What becomes of its stories is said while it takes place.');
    if (going) await lockRanks(em, actor.partnershipId);
    const isoWeek = command.choice === 'DROP' ? null : (command.toWeek ?? weekAfter(meeting.isoWeek, 1));
    if (isoWeek !== null && isoWeek <= meeting.isoWeek)
      throw badInput('toWeek', `A story goes on after ${meeting.isoWeek}: choose a later week.`);
    const carrying = await lockCarrying(em, meeting, { storyId: command.storyId, isoWeek });
    const choice = { ...carrying, em, meeting, by: actor, at, reason: command.reason };
    if (isoWeek === null) return drop(choice);
    if (!carrying.target) throw new WeekNotPlanned(isoWeek);
    const toward = { ...choice, target: carrying.target };
    return going ? split(toward, going) : carry(toward);
  });

import type { EntityManager } from '@mikro-orm/postgresql';
import type { DisputeId, MemberId } from '@tandem/schema/ids';
import { EscalateDispute } from '@tandem/schema/meeting/inputs';
import { OUTCOME_WORDS } from '@tandem/schema/meeting/outcome';
import { v7 as uuid } from 'uuid';
import { briefly } from '../../iteration/promise/promise-words.ts';
import type { MemberRow } from '../../partnership/membership.ts';
import { notify } from '../../partnership/notification/notify.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { conflict } from '../../platform/errors.ts';
import { type DemoCommand, editDemo, type EditingDemo } from './edit-demo.ts';
import { rulersOf } from './rulers.ts';

const INSERT = `insert into dispute (id, partnership_id, meeting_id, story_id, escalated_by, reason, at)
  values (?, ?, ?, ?, ?, ?, ?)`;

/**
 * Takes a disagreement to the sponsors of all parties, who are told. @throws Refusal as editDemo, BAD_USER_INPUT without a
 * reason, CONFLICT unless the verdicts differ, and a second time.
 */
export async function escalateDispute(
  services: Services,
  actor: MemberRow,
  command: DemoCommand & { reason: string },
): Promise<void> {
  const { reason } = parseInput(EscalateDispute, command);
  await editDemo(services, actor, command, async (demo) => {
    requireDisputed(demo);
    const { meeting, story, stored, em, at } = demo;
    if (stored.dispute)
      throw conflict(`${story.key} is with the sponsors already: they read what was said then. Talk to yours.`);
    await em.execute(INSERT, [
      ...[uuid() as DisputeId, meeting.partnershipId, meeting.id, story.id, actor.id, reason, at],
    ]);
    await tellRulers(em, demo, {
      ...{ actorId: actor.id, at },
      text: `${actor.name} asks the sponsors to rule on ${story.key}, about which the parties disagree: ${reason}`,
    });
    return { verb: 'disputeEscalated', summary: `took ${story.key} to the sponsors: ${briefly(reason)}` };
  });
}

/** @throws Refusal CONFLICT unless the parties disagree now. */
export function requireDisputed({ meeting, story, stored, judged }: EditingDemo): void {
  if (meeting.state === 'CANCELLED')
    throw conflict(`Meeting ${meeting.number} was cancelled. Give your verdicts on ${story.key} in the next one.`);
  if (!stored.isCurrent || story.state !== 'DELIVERED' || judged.outcome !== 'DISPUTED') {
    const now = stored.isCurrent ? OUTCOME_WORDS[judged.outcome].toLowerCase() : 'judged elsewhere';
    throw conflict(`The parties do not disagree about ${story.key} now; it is ${now}. Look at it again.`);
  }
}

const tellRulers = async (
  em: EntityManager,
  { meeting, story }: EditingDemo,
  news: { actorId: MemberId; text: string; at: Date },
): Promise<void> =>
  notify(em, {
    ...news,
    ...{ partnershipId: meeting.partnershipId, kind: 'DISPUTE_ESCALATED', nodeType: 'Story', nodeId: story.id },
    memberIds: (await rulersOf(em, meeting.partnershipId)).map(({ id }) => id),
    path: `/meetings/${meeting.number}`,
  });

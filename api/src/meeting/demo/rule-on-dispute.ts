import { RuleOnDispute } from '@tandem/schema/meeting/inputs';
import type { Ruling } from '@tandem/schema/meeting/outcome';
import { v7 as uuid } from 'uuid';
import { briefly } from '../../iteration/promise/promise-words.ts';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { conflict, forbidden } from '../../platform/errors.ts';
import { type DemoCommand, editDemo } from './edit-demo.ts';
import { requireDisputed } from './escalate-dispute.ts';
import { rulersOf } from './rulers.ts';
import { amendMinutes, isFinal, settledWords, settleStory } from './settle-outcomes.ts';

const INSERT = `insert into dispute_ruling (id, partnership_id, dispute_id, party_id, member_id, ruling, note, at)
  values (?, ?, ?, ?, ?, ?, ?, ?)`;
const WORDS: Readonly<Record<Ruling, string>> = { ACCEPT: 'is accepted', RETURN: 'is returned' };

/**
 * Rules on an escalated dispute for the actor's party; once all parties' rulings are alike, that is the outcome, whatever the
 * quorum. The same ruling again changes nothing. @throws Refusal as editDemo, BAD_USER_INPUT without a reason, FORBIDDEN for who
 * is neither a sponsor nor stands in for one, CONFLICT when nothing was escalated or it is over.
 */
export async function ruleOnDispute(
  services: Services,
  actor: MemberRow,
  command: DemoCommand & { ruling: Ruling; note: string },
): Promise<void> {
  const { note } = parseInput(RuleOnDispute, command);
  const { ruling } = command;
  await editDemo(services, actor, command, async (demo) => {
    const { meeting, story, stored, judged, em, at } = demo;
    const rulers = await rulersOf(em, meeting.partnershipId);
    if (!rulers.some(({ id }) => id === actor.id))
      throw forbidden(
        `A dispute is for the sponsors to end, or for the leads of a party without one. Ask those of ${actor.party.name}.`,
      );
    if (!stored.dispute) throw conflict(`Nobody has taken ${story.key} to the sponsors. Take it there first.`);
    requireDisputed(demo);
    const last = judged.rulings.find(({ partyId }) => partyId === actor.partyId);
    if (last?.ruling === ruling && last.note === note) return null;
    await em.execute(INSERT, [
      ...[uuid(), meeting.partnershipId, stored.dispute.id, actor.partyId, actor.id, ruling, note, at],
    ]);
    const given = { partyId: actor.partyId, memberId: actor.id, name: actor.name, ruling, note, at: at.toISOString() };
    const ruledOn = { ...stored, rulings: [...stored.rulings, given] };
    const settled = await settleStory(em, meeting, { by: actor.id, at }, { story, demo: ruledOn });
    await amendMinutes(em, meeting, settled.filter(isFinal), at);
    const ruled = `ruled for ${actor.party.name} that ${story.key} ${WORDS[ruling]}: ${briefly(note)}`;
    return { verb: 'disputeRuled', summary: settled[0] ? `${ruled}; ${settledWords(settled[0])}` : ruled };
  });
}

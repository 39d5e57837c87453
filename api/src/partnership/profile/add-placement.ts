import type { MemberId } from '@tandem/schema/ids';
import { AddPlacement } from '@tandem/schema/partnership/profile';
import { v7 as uuid } from 'uuid';
import { parseInput } from '../../platform/auth/parse-input.ts';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Context } from '../../platform/context.ts';
import { badInput, conflict, notFound } from '../../platform/errors.ts';
import { partiesOf } from '../membership.ts';
import { editedMember } from './edited-member.ts';
import type { AddPlacementInput } from './placement.type.ts';

const LOCK = 'select left_at from member where id = ? for no key update';
const OVERLAPPING = `select starts_on::text as "startsOn", ends_on::text as "endsOn" from placement
  where member_id = ? and starts_on <= ? and ends_on >= ? limit 1`;
const INSERT = `insert into placement (id, partnership_id, member_id, with_party_id, starts_on, ends_on, created_at)
  values (?, ?, ?, ?, ?, ?, ?)`;

/** @throws Refusal UNAUTHENTICATED, NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT for somebody who left or is away then already. */
export async function addPlacement(context: Context, input: AddPlacementInput): Promise<MemberId> {
  const { actor, target } = await editedMember(context, input.memberId);
  const { partnershipId, id } = target;
  const parties = await partiesOf(context, partnershipId);
  const host = parties.find((party) => party.id === input.withPartyId.toLowerCase());
  if (!host) throw notFound('party');
  if (host.id === target.partyId)
    throw badInput('withPartyId', `${target.name} is of ${host.name}; choose the party they stay with.`);
  const { startsOn, endsOn } = parseInput(AddPlacement, input);
  const command = { partnershipId, actorId: actor.id, mutationId: input.mutationId };
  await recordChange(context.services, command, async (em) => {
    const [member] = await em.execute<{ left_at: string | null }[]>(LOCK, [id]);
    if (member?.left_at !== null) throw conflict(`${target.name} has left; their profile stays as it was.`);
    const [other] = await em.execute<{ startsOn: string; endsOn: string }[]>(OVERLAPPING, [id, endsOn, startsOn]);
    if (other)
      throw conflict(
        `${target.name} is on site from ${other.startsOn} to ${other.endsOn} already. Take that out first.`,
      );
    await em.execute(INSERT, [uuid(), partnershipId, id, host.id, startsOn, endsOn, context.services.clock.now()]);
    const summary = `noted that ${target.name} works with ${host.name} from ${startsOn} to ${endsOn}`;
    return { kind: 'placement.added', nodeType: 'Member', nodeId: id, summary };
  });
  context.memo.clear();
  return id;
}

import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId, PartyId, StoryId } from '@tandem/schema/ids';
import type { NotificationKind } from '@tandem/schema/partnership/notifications';
import type { MemberRow } from '../../partnership/membership.ts';
import { notify } from '../../partnership/notification/notify.ts';
import type { Iteration } from '../iteration.entity.ts';

interface Told {
  actor: MemberRow;
  week: Iteration;
  at: Date;
}

const SIGNERS = `select id, party_id as "partyId" from member
  where partnership_id = ? and left_at is null and role in ('LEAD', 'SPONSOR')`;
const OWNERS = 'select unnest(owner_ids) as id from story where partnership_id = ? and id = ?';

const signersOf = (em: EntityManager, { partnershipId }: Iteration): Promise<{ id: MemberId; partyId: PartyId }[]> =>
  em.execute(SIGNERS, [partnershipId]);

/** Who can sign for the parties whose signature is missing. */
export async function askForSignatures(
  em: EntityManager,
  { missing, points, ...told }: Told & { missing: readonly PartyId[]; points: number },
): Promise<void> {
  const { actor, week } = told;
  const signers = (await signersOf(em, week)).filter(({ partyId }) => missing.includes(partyId));
  const text = `${actor.name} proposes ${week.isoWeek} with ${points} points, signed for ${actor.party.name}: read it, and sign for your party`;
  await tell(em, told, 'SIGNATURE_ASKED', signers, text);
}

/** Everybody who signs for a party. */
export async function tellSigned(em: EntityManager, { inForce, ...told }: Told & { inForce: boolean }): Promise<void> {
  const { actor, week } = told;
  const signed = `${actor.name} signed ${week.isoWeek} for ${actor.party.name}`;
  await tell(em, told, 'SIGNED', await signersOf(em, week), inForce ? `${signed}: it is committed` : signed);
}

/** Both parties: whoever signs, whoever owns the story, and whoever asked. */
export async function tellScopeChanged(
  em: EntityManager,
  { storyId, askedById, text, ...told }: Told & { storyId: StoryId; askedById: MemberId; text: string },
): Promise<void> {
  const owners = await em.execute<{ id: MemberId }[]>(OWNERS, [told.week.partnershipId, storyId]);
  const signers = await signersOf(em, told.week);
  await tell(em, told, 'SCOPE_CHANGED', [...signers, ...owners, { id: askedById }], text);
}

const tell = (
  em: EntityManager,
  { actor, week, at }: Told,
  kind: NotificationKind,
  members: readonly { id: MemberId }[],
  text: string,
): Promise<void> =>
  notify(em, {
    ...{ partnershipId: week.partnershipId, kind, actorId: actor.id, text, at },
    memberIds: [...new Set(members.map(({ id }) => id))],
    ...{ nodeType: 'Iteration', nodeId: week.id, path: `/weeks/${week.isoWeek}` },
  });

import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId, PartyId } from '@tandem/schema/ids';
import type { NotificationKind } from '@tandem/schema/partnership/notifications';
import { notify } from '../../partnership/notification/notify.ts';
import type { Meeting } from '../meeting.entity.ts';

const SIGNERS = `select id, party_id as "partyId" from member
  where partnership_id = ? and left_at is null and role in ('LEAD', 'SPONSOR') order by joined_at, id`;

/** Whoever signs for a party that is asked for; for every party by default. */
export async function signersOf(
  em: EntityManager,
  { partnershipId }: Meeting,
  isAsked: (partyId: PartyId) => boolean = () => true,
): Promise<MemberId[]> {
  const signers = await em.execute<{ id: MemberId; partyId: PartyId }[]>(SIGNERS, [partnershipId]);
  return signers.filter(({ partyId }) => isAsked(partyId)).map(({ id }) => id);
}

interface News {
  kind: NotificationKind;
  memberIds: readonly MemberId[];
  actorId: MemberId | null;
  text: string;
  at: Date;
}

/** Tells people of a meeting’s minutes, in the transaction of what happened to them. */
export const tellOfMinutes = (em: EntityManager, { partnershipId, id, number }: Meeting, news: News): Promise<void> =>
  notify(em, { ...news, partnershipId, nodeType: 'Meeting', nodeId: id, path: `/meetings/${number}/minutes` });

import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId, PartyId } from '@tandem/schema/ids';
import type { NotificationKind } from '@tandem/schema/partnership/notifications';
import { notify } from '../../partnership/notification/notify.ts';
import type { GivenPromise } from './promise.entity.ts';

interface News {
  kind: NotificationKind;
  memberIds: readonly MemberId[];
  actorId: MemberId | null;
  text: string;
  at: Date;
}

/** Tells people of a promise, in the transaction of what happened to it. */
export const tellOfPromise = (em: EntityManager, promise: GivenPromise, news: News): Promise<void> =>
  notify(em, {
    ...news,
    memberIds: [...new Set(news.memberIds)],
    partnershipId: promise.partnershipId,
    nodeType: 'Promise',
    nodeId: promise.id,
    path: `/promises?key=${keyOf(promise)}`,
  });

export const keyOf = ({ number }: { number: number }): string => `P-${number}`;

const NAMED_OR_LEADS = `select id from member where partnership_id = ? and party_id = ? and left_at is null
  and case when exists (select 1 from member o where o.id = ? and o.party_id = ? and o.left_at is null and o.role <> 'OBSERVER')
    then id = ? else role = 'LEAD' end`;

/** That member when they still write for the party, else the party's leads. */
async function namedOrLeads(
  em: EntityManager,
  { partnershipId }: GivenPromise,
  partyId: PartyId,
  named: MemberId | null,
): Promise<MemberId[]> {
  const found = await em.execute<{ id: MemberId }[]>(NAMED_OR_LEADS, [partnershipId, partyId, named, partyId, named]);
  return found.map(({ id }) => id);
}

/** Who sees to it. */
export const keepersOf = (em: EntityManager, promise: GivenPromise): Promise<MemberId[]> =>
  namedOrLeads(em, promise, promise.ownerPartyId, promise.ownerId);

/** Who waits for it: whoever asked, or the leads of the party that it is owed to. */
export const waitersOf = (em: EntityManager, promise: GivenPromise): Promise<MemberId[]> =>
  namedOrLeads(em, promise, promise.toPartyId, promise.madeById);

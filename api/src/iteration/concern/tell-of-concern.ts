import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId, PartyId } from '@tandem/schema/ids';
import type { NotificationKind } from '@tandem/schema/partnership/notifications';
import { notifyMentions } from '../../partnership/notification/notify-mentions.ts';
import { notify } from '../../partnership/notification/notify.ts';
import type { Concern } from './concern.entity.ts';

interface News {
  kind: NotificationKind;
  memberIds: readonly MemberId[];
  actorId: MemberId | null;
  text: string;
  at: Date;
}

/** Tells people of a concern, in the transaction of what happened to it. */
export const tellOfConcern = (em: EntityManager, concern: Concern, news: News): Promise<void> =>
  notify(em, {
    ...news,
    memberIds: [...new Set(news.memberIds)],
    partnershipId: concern.partnershipId,
    nodeType: 'Concern',
    nodeId: concern.id,
    path: `/concerns/${keyOf(concern)}`,
  });

/** Tells whoever is mentioned in what somebody said of it. */
export const tellMentioned = (
  em: EntityManager,
  concern: Concern,
  said: { actorId: MemberId; after: readonly string[]; at: Date },
): Promise<void> =>
  notifyMentions(em, {
    ...said,
    before: [],
    partnershipId: concern.partnershipId,
    where: `${keyOf(concern)}: ${concern.title}`,
    nodeType: 'Concern',
    nodeId: concern.id,
    path: `/concerns/${keyOf(concern)}`,
  });

export const keyOf = ({ number }: { number: number }): string => `C-${number}`;

const LEADS = `select id from member where party_id = any(?::uuid[]) and role = 'LEAD' and left_at is null`;

export async function leadsOf(em: EntityManager, ...partyIds: PartyId[]): Promise<MemberId[]> {
  const leads = await em.execute<{ id: MemberId }[]>(LEADS, [`{${partyIds.join(',')}}`]);
  return leads.map(({ id }) => id);
}

const RAISER_OR_LEADS = `select m.id from member r join member m on m.id = r.id or (m.party_id = r.party_id and m.role = 'LEAD')
  where r.id = ? and m.left_at is null and (r.left_at is not null or m.id = r.id)`;

/** Who judges what was done about it: the raiser, or the leads of their party once they have left. */
export async function judgesOf(em: EntityManager, { raisedById }: Concern): Promise<MemberId[]> {
  const judges = await em.execute<{ id: MemberId }[]>(RAISER_OR_LEADS, [raisedById]);
  return judges.map(({ id }) => id);
}

const ACTIVE = 'select id from member where id = any(?::uuid[]) and left_at is null';
const BOTH_LEADS = `select id from member where partnership_id = ? and role = 'LEAD' and left_at is null`;

/** The people of the step that the concern stands on; once all of them have left, every lead. */
export async function peopleOfStep(em: EntityManager, concern: Concern): Promise<MemberId[]> {
  const ids = concern.ladder.find(({ level }) => level === concern.level)?.memberIds ?? [];
  const active = await em.execute<{ id: MemberId }[]>(ACTIVE, [`{${ids.join(',')}}`]);
  const people = active.length > 0 ? active : await em.execute<{ id: MemberId }[]>(BOTH_LEADS, [concern.partnershipId]);
  return people.map(({ id }) => id);
}

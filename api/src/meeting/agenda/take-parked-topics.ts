import type { EntityManager } from '@mikro-orm/postgresql';
import type { MeetingId, MemberId, PartnershipId, StageId } from '@tandem/schema/ids';
import { generateNKeysBetween } from 'fractional-indexing';
import { v7 as uuid } from 'uuid';

interface Parked {
  id: StageId;
  title: string;
  minutes: number;
  addedBy: MemberId | null;
}

// What should have begun long ago and did not is not the next meeting, as long as there is another.
const NEXT = `select id from meeting where partnership_id = ? and state = 'SCHEDULED'
  order by starts_at < ?::timestamptz - interval '1 day', starts_at, id limit 1 for no key update`;
const PARKED = `select a.id, a.title, a.minutes, a.added_by as "addedBy" from meeting_stage a join meeting g on g.id = a.meeting_id
  where a.partnership_id = ? and a.parked_at is not null and a.removed_at is null
    and not exists (select 1 from meeting_stage t where t.parked_from_id = a.id)
  order by g.starts_at, a.rank, a.id`;
const ENDS = `select rank from meeting_stage where meeting_id = ? order by rank desc, id desc limit 2`;
const INSERT = `insert into meeting_stage (id, partnership_id, meeting_id, kind, rank, minutes, title, added_by, added_at, parked_from_id)
  values (?, ?, ?, 'TOPIC', ?, ?, ?, ?, ?, ?)`;
const TOUCH = 'update meeting set updated_at = ?, version = version + 1 where id = ?';

/** Puts the topics that were parked and that no meeting has taken on the next one's agenda, if there is one. Under lockCalendar. */
export async function takeParkedTopics(em: EntityManager, partnershipId: PartnershipId, at: Date): Promise<void> {
  const parked = await em.execute<Parked[]>(PARKED, [partnershipId]);
  if (parked.length === 0) return;
  const [next] = await em.execute<{ id: MeetingId }[]>(NEXT, [partnershipId, at]);
  if (!next) return;
  // The close is always last.
  const [close, last] = await em.execute<{ rank: string }[]>(ENDS, [next.id]);
  const ranks = generateNKeysBetween(last?.rank ?? null, close?.rank ?? null, parked.length);
  for (const [i, { id, title, minutes, addedBy }] of parked.entries())
    await em.execute(INSERT, [uuid(), partnershipId, next.id, ranks[i], minutes, title, addedBy, at, id]);
  await em.execute(TOUCH, [at, next.id]);
}

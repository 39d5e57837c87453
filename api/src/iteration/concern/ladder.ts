import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId, PartnershipId } from '@tandem/schema/ids';
import type { LadderLevel } from '@tandem/schema/iteration/concern';

const DEFAULT_DAYS = 2;
const LEADS_AND_SPONSORS = `select m.id, m.role from member m join party y on y.id = m.party_id
  where m.partnership_id = ? and m.left_at is null and m.role in ('LEAD', 'SPONSOR') order by y.kind, m.joined_at, m.id`;

/** The ladder that a concern climbs: its steps with somebody on them, counted anew from 1. */
export async function ladderFor(em: EntityManager, partnershipId: PartnershipId): Promise<LadderLevel[]> {
  const members = await em.execute<{ id: MemberId; role: string }[]>(LEADS_AND_SPONSORS, [partnershipId]);
  const steps = ['LEAD', 'SPONSOR'].map((role) => ({
    days: DEFAULT_DAYS,
    memberIds: members.filter((member) => member.role === role).map(({ id }) => id),
  }));
  return steps.filter(({ memberIds }) => memberIds.length > 0).map((step, i) => ({ level: i + 1, ...step }));
}

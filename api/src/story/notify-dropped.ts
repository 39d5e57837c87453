import type { EntityManager } from '@mikro-orm/postgresql';
import type { CriterionId, MemberId, PartnershipId, StoryId } from '@tandem/schema/ids';
import { notify } from '../partnership/notification/notify.ts';
import type { EndedAgreement } from './criterion-versions.ts';

interface Told {
  id: CriterionId;
  version: number;
  position: number;
  memberIds: MemberId[];
}

const AGREED = `select c.id, a.version, c.position, array_agg(distinct a.member_id)::text[] as "memberIds"
  from (
    select id, row_number() over (order by rank, id)::int as position
    from criterion where story_id = ? and removed_at is null
  ) c
  join criterion_agreement a on a.story_id = ? and a.criterion_id = c.id and a.withdrawn_at is null
  where c.id = any(?::uuid[]) group by c.id, a.version, c.position order by c.position`;
const NAME = 'select p.name from member m join person p on p.id = m.person_id where m.id = ?';

/** Tells those who had agreed to a wording that it is another now: once, when the first word of the new one is there. */
export async function notifyDropped(
  em: EntityManager,
  story: { id: StoryId; partnershipId: PartnershipId; key: string },
  ended: readonly EndedAgreement[],
  at: Date,
): Promise<void> {
  if (ended.length === 0) return;
  const agreed = await em.execute<Told[]>(AGREED, [story.id, story.id, `{${ended.map(({ id }) => id).join(',')}}`]);
  for (const { id, version, authorId } of ended) {
    const told = agreed.find((one) => one.id === id && one.version === version);
    if (!told) continue;
    const [author] = authorId ? await em.execute<{ name: string }[]>(NAME, [authorId]) : [];
    await notify(em, {
      partnershipId: story.partnershipId,
      kind: 'AGREEMENT_DROPPED',
      memberIds: told.memberIds,
      actorId: authorId,
      text: `${author?.name ?? 'Somebody'} changed criterion ${told.position} of ${story.key}, which you had agreed to. Read what changed, and agree again.`,
      nodeType: 'Story',
      nodeId: story.id,
      path: `/stories/${story.key}`,
      at,
    });
  }
}

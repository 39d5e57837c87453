import type { EntityManager } from '@mikro-orm/postgresql';
import type { GoalId, MemberId } from '@tandem/schema/ids';
import { goalsOf, listGoals } from '@tandem/schema/iteration/document';
import { GOAL_MAX, GOALS_MAX } from '@tandem/schema/iteration/rules';
import { plainText } from '@tandem/schema/text/paragraphs';
import { clientOfBody } from '@tandem/schema/text/ranked-bodies';
import { validate as isUuid } from 'uuid';
import type { Projection } from '../live/document-kind.ts';
import { plainWords } from '../live/plain-words.ts';
import type { ChangeDraft } from '../platform/changes/change.ts';

interface Goal {
  id: GoalId;
  rank: string;
  text: string;
  createdById: MemberId | null;
}

const RANK_MAX = 200;
const CURRENT = 'select iso_week from iteration where partnership_id = ? and id = ? for no key update';
const STANDING = 'select id, rank, text from iteration_goal where iteration_id = ? and removed_at is null';
const PUT = `insert into iteration_goal as g (partnership_id, iteration_id, id, rank, text, created_by, created_at, updated_at)
  select ?, ?, n.id, n.rank, n.text, n."createdById", ?, ?
  from jsonb_to_recordset(?) as n (id uuid, rank text, text text, "createdById" uuid)
  on conflict (iteration_id, id) do update
    set rank = excluded.rank, text = excluded.text, updated_at = excluded.updated_at, removed_at = null
    where (g.rank, g.text) is distinct from (excluded.rank, excluded.text) or g.removed_at is not null`;
const REMOVE = `update iteration_goal set removed_at = ?, updated_at = ?
  where iteration_id = ? and removed_at is null and not id = any(?::uuid[])`;
const PUT_TEXT = `update iteration set goals_text = ?, updated_at = ?, version = version + 1 where partnership_id = ? and id = ?`;

/** Makes the document's goals into rows, in the caller's transaction. */
export async function projectGoals(em: EntityManager, projection: Projection): Promise<ChangeDraft | null> {
  const { documentId, partnershipId, at } = projection;
  const [stored] = await em.execute<{ iso_week: string }[]>(CURRENT, [partnershipId, documentId]);
  if (!stored) return null;
  const goals = goalsIn(projection);
  const standing = await em.execute<Pick<Goal, 'id' | 'rank' | 'text'>[]>(STANDING, [documentId]);
  if (told(goals) === told(standing)) return null;
  if (goals.length > 0) await em.execute(PUT, [partnershipId, documentId, at, at, JSON.stringify(goals)]);
  await em.execute(REMOVE, [at, at, documentId, `{${goals.map(({ id }) => id).join(',')}}`]);
  await em.execute(PUT_TEXT, [goals.map(({ text }) => text).join('\n'), at, partnershipId, documentId]);
  return {
    kind: 'iteration.edited',
    nodeType: 'Iteration',
    nodeId: documentId,
    summary: `edited the goals of ${stored.iso_week}`,
  };
}

const goalsIn = ({ doc, writers }: Projection): Goal[] =>
  listGoals(doc)
    .filter(({ id }) => isUuid(id) && id === id.toLowerCase())
    .slice(0, GOALS_MAX)
    .map(({ id, rank, body }) => ({
      id,
      rank: plainWords(rank, RANK_MAX),
      text: plainWords(plainText(body), GOAL_MAX),
      createdById: writers.get(clientOfBody(goalsOf(doc), id) ?? -1) ?? null,
    }));

/** An edit that only formats changes no row, and records no change. */
const told = (goals: Pick<Goal, 'id' | 'rank' | 'text'>[]): string =>
  JSON.stringify(goals.map(({ id, rank, text }) => [id, rank, text]).sort());

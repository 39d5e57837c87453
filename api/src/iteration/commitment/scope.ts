import type { EntityManager } from '@mikro-orm/postgresql';
import { ScopeReason, type ScopeChangeKind } from '@tandem/schema/iteration/commitment';
import type { MemberId } from '@tandem/schema/ids';
import type { StoryState } from '@tandem/schema/story/rules';
import { validate as isUuid, v7 as uuid } from 'uuid';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import type { Story } from '../../story/story.entity.ts';
import { editIteration, type IterationCommand } from '../edit-iteration.ts';
import type { Iteration } from '../iteration.entity.ts';
import { lockStory } from '../story-in-week.ts';
import { requireCommitted } from './signed-week.ts';
import { tellScopeChanged } from './tell.ts';

/** What every entry of the ledger names: the story, who asked for it, and why. */
export type ScopeCommand = IterationCommand & { storyId: string; askedById: string; reason: string };

/** What a command did to a story, as the ledger keeps it. `told` ends “… in 2026-W48”. */
export interface ScopeEntry {
  kind: ScopeChangeKind;
  verb: 'scopeAdded' | 'scopeRemoved' | 'storyReestimated';
  told: string;
  pointsBefore: number | null;
  pointsAfter: number | null;
}

const ASKER = `select m.id, p.name, m.left_at from member m join person p on p.id = m.person_id
  where m.partnership_id = ? and m.id = ?`;
const ENTRY = `insert into scope_change
    (id, partnership_id, iteration_id, story_id, kind, asked_by, made_by, reason, points_before, points_after, at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const TRANSITION = `insert into story_transition (partnership_id, story_id, number, from_state, to_state, iteration_id, points, by, at)
  select ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ? from story_transition where partnership_id = ? and story_id = ?`;

/**
 * Changes the scope of a committed week: one story, one row of the ledger, both parties told.
 * @throws Refusal FORBIDDEN for an observer, NOT_FOUND for a week, story or asker of elsewhere, CONFLICT before the commitment
 * or for an asker who has left, BAD_USER_INPUT without a reason.
 */
export async function changeScope(
  services: Services,
  actor: MemberRow,
  command: ScopeCommand,
  work: (story: Story, week: Iteration, em: EntityManager) => Promise<ScopeEntry | null>,
): Promise<void> {
  const { reason } = parseInput(ScopeReason, { reason: command.reason });
  const at = services.clock.now();
  await editIteration(services, actor, command, async (week, em) => {
    requireCommitted(week);
    const asker = await askerOf(em, week, command.askedById);
    const story = await lockStory(em, week.partnershipId, command.storyId);
    const entry = await work(story, week, em);
    if (!entry) return null;
    story.updatedAt = at;
    story.version += 1;
    const { kind, verb, told, pointsBefore, pointsAfter } = entry;
    await em.execute(ENTRY, [
      ...[uuid(), week.partnershipId, week.id, story.id, kind],
      ...[asker.id, actor.id, reason, pointsBefore, pointsAfter, at],
    ]);
    const asked = asker.id === actor.id ? '' : `, asked by ${asker.name}`;
    const summary = `${told}${asked}: ${reason}`;
    const text = `${actor.name} ${summary}`;
    await tellScopeChanged(em, { actor, week, at, storyId: story.id, askedById: asker.id, text });
    return { verb, summary };
  });
}

/** Brings a story into a state, and keeps when and in which week. Under its lock. */
export async function enterState(
  em: EntityManager,
  story: Story,
  to: StoryState,
  { week, by, at }: { week: Iteration; by: MemberId; at: Date },
): Promise<void> {
  const { partnershipId, id, state: from, estimate } = story;
  await em.execute(TRANSITION, [partnershipId, id, from, to, week.id, estimate, by, at, partnershipId, id]);
  Object.assign(story, { state: to, stateReason: null, stateChangedAt: at, stateChangedById: by });
  // What a demo came to is over once the story is in a week again.
  Object.assign(story, { outcome: null, outcomeProvisional: false });
}

async function askerOf(em: EntityManager, { partnershipId }: Iteration, id: string) {
  type Asker = { id: MemberId; name: string; left_at: Date | null };
  const [asker] = isUuid(id) ? await em.execute<Asker[]>(ASKER, [partnershipId, id]) : [];
  if (!asker) throw notFound('member');
  if (asker.left_at !== null) throw conflict(`${asker.name} has left the partnership. Choose who asks for it now.`);
  return asker;
}

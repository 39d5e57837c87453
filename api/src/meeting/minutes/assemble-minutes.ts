import type { EntityManager } from '@mikro-orm/postgresql';
import type { MeetingId, StageId, StoryId } from '@tandem/schema/ids';
import type { Minutes } from '@tandem/schema/meeting/minutes';
import type { StageKind } from '@tandem/schema/meeting/rules';
import { frozenWeekOf, pointsOf } from '../../iteration/commitment/frozen-week.ts';
import type { SqlRunner } from '../../platform/db/sql.ts';
import { minutedDemos, type ShownStory } from './minuted-demos.ts';
import { MINUTES_IN_TRANSACTION, MINUTES_NOW, type StoredMinutes } from './minutes.sql.ts';

/** A stage as a meeting to come has it on its agenda, stored or not. */
export interface AgendaStage {
  id: StageId;
  kind: StageKind;
  storyId: StoryId | null;
  minutes: number;
}

interface Asked {
  id: MeetingId;
  /** The agenda as it is shown, where not all of it is stored yet. */
  agenda?: readonly AgendaStage[];
}

/** What happened in a meeting so far: for a draft, and in the transaction that closes it. Rights are the caller’s to check. */
export async function assembleMinutes(
  source: EntityManager | Pick<SqlRunner, 'row' | 'rows'>,
  { id, agenda = [] }: Asked,
): Promise<Minutes> {
  const also = `{${agenda.flatMap(({ storyId }) => storyId ?? []).join(',')}}`;
  const stored =
    'row' in source
      ? await source.row(MINUTES_NOW, also, id)
      : (await source.execute<StoredMinutes[]>(MINUTES_IN_TRANSACTION, [also, id]))[0];
  if (!stored) throw new Error(`meeting ${id} is gone`);
  const { shown, conditions, stages, next, names, ...record } = stored;
  const minutes = {
    ...record,
    stages: withUnstored(stages, agenda, shown),
    demos: await minutedDemos(source, shown, {
      ...{ meetingId: id, parties: record.parties.map((party) => party.id), conditions },
      lacksQuorum: record.parties.some(({ quorum }) => quorum.came < quorum.needed),
    }),
    next: next && planOf(next),
  };
  return { ...minutes, names: namesIn(minutes, names) };
}

/** A demo that comes on the agenda by itself stands where the agenda shows it. */
function withUnstored(
  stored: Minutes['stages'],
  agenda: readonly AgendaStage[],
  shown: readonly ShownStory[],
): Minutes['stages'] {
  const stages = [...stored];
  for (const [index, { id, kind, storyId, minutes }] of agenda.entries()) {
    if (stages.some((stage) => stage.id === id)) continue;
    const demo = shown.find(({ story }) => story === storyId);
    const before = stages.findIndex((stage) => stage.id === agenda[index - 1]?.id);
    const title = demo ? `${demo.key} ${demo.title}` : null;
    stages.splice(before + 1, 0, { id, kind, title, minutes, spentMs: 0, parked: false });
  }
  return stages;
}

/** What was proposed or signed stands as it was frozen; a plan that nobody proposed, as it is. */
function planOf({ content, ...plan }: NonNullable<StoredMinutes['next']>): NonNullable<Minutes['next']> {
  if (content === null) return plan;
  const frozen = frozenWeekOf(content);
  return {
    ...plan,
    points: pointsOf(frozen),
    goals: frozen.goals.map(({ text }) => text),
    stories: frozen.stories.map(({ key, title, points }) => ({ key, title, points })),
  };
}

/** Of all names those whose id is somewhere in it. */
function namesIn(value: unknown, names: Readonly<Record<string, string>>): Record<string, string> {
  const found = new Set<string>();
  const look = (part: unknown): void => {
    if (typeof part === 'string') found.add(part);
    else if (typeof part === 'object' && part !== null) Object.values(part).forEach(look);
  };
  look(value);
  return Object.fromEntries(Object.entries(names).filter(([id]) => found.has(id)));
}

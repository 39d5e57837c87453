import type { EntityManager } from '@mikro-orm/postgresql';
import type { StageId, StoryId } from '@tandem/schema/ids';
import { FIXED_STAGES, STAGE_NAMES, type StageKind, STAGES_MAX } from '@tandem/schema/meeting/rules';
import { generateKeyBetween } from 'fractional-indexing';
import { badInput, conflict, notFound } from '../../platform/errors.ts';
import type { Meeting } from '../meeting.entity.ts';
import { WITHDRAWN } from '../meetings.sql.ts';

/** A row of the agenda under the meeting's lock, removed ones too: their ranks are taken. */
export interface AgendaStage {
  id: StageId;
  kind: StageKind;
  rank: string;
  minutes: number;
  title: string | null;
  storyId: StoryId | null;
  storyKey: string | null;
  /** On the agenda: neither removed, nor a story that is not delivered any more before the meeting. */
  isOn: boolean;
  isRemoved: boolean;
  isParked: boolean;
}

const STAGES = `select a.id, a.kind, a.rank, a.minutes, a.title, a.story_id as "storyId", s.key as "storyKey",
    a.removed_at is null and not (${WITHDRAWN}) as "isOn", a.removed_at is not null as "isRemoved", a.parked_at is not null as "isParked"
  from meeting_stage a left join story s on s.id = a.story_id where a.meeting_id = ? order by a.rank, a.id`;
const RANK = 'update meeting_stage set rank = ? where id = ?';

export const readAgenda = (em: EntityManager, { id }: Meeting): Promise<AgendaStage[]> => em.execute(STAGES, [id]);

/** @throws Refusal NOT_FOUND for what is not on the agenda. */
export function stageOn(stages: readonly AgendaStage[], stageId: string): AgendaStage {
  const stage = stages.find(({ id, isOn }) => isOn && id === stageId.toLowerCase());
  if (!stage) throw notFound('stage on the agenda');
  return stage;
}

/** What everybody's screen can show. */
export const canBeCurrent = ({ isOn, isParked }: AgendaStage): boolean => isOn && !isParked;

/** Where a stage goes: after another, before another, or neither. */
export interface Place {
  afterId?: string | null;
  beforeId?: string | null;
}

/** A free key at that place; null when neither neighbour is given. @throws Refusal. */
export function rankAt(stages: readonly AgendaStage[], { afterId, beforeId }: Place, movedId?: StageId): string | null {
  if (afterId != null && beforeId != null) throw badInput('beforeId', 'Give afterId or beforeId, not both.');
  const neighbourId = afterId ?? beforeId;
  if (neighbourId == null) return null;
  const neighbour = stageOn(stages, neighbourId);
  if (neighbour.kind === (afterId != null ? 'CLOSE' : 'CHECK_IN'))
    throw conflict('A meeting begins with the check-in and ends with the close. Choose a place between them.');
  return rankBeside(stages, neighbour, afterId != null ? 'after' : 'before', movedId);
}

/** A free key right after or before a stage. Ranks of what is not shown count too, so that no two are alike. */
export function rankBeside(
  stages: readonly AgendaStage[],
  neighbour: AgendaStage,
  side: 'after' | 'before',
  movedId?: StageId,
): string {
  const others = stages.filter(({ id }) => id !== movedId);
  const i = others.indexOf(neighbour);
  const [low, high] = side === 'after' ? [neighbour, others[i + 1]] : [others[i - 1], neighbour];
  return generateKeyBetween(low?.rank ?? null, high?.rank ?? null);
}

/** A demo comes after the demos that are there, or after the goals. */
export function lastDemo(stages: readonly AgendaStage[]): AgendaStage {
  const shown = stages.filter(({ isOn }) => isOn);
  const found = shown.findLast(({ kind }) => kind === 'DEMO') ?? shown.find(({ kind }) => kind === 'GOALS') ?? shown[0];
  if (!found) throw new Error('an agenda has a check-in');
  return found;
}

/** A topic comes last, before the close. */
export function closeOf(stages: readonly AgendaStage[]): AgendaStage {
  const close = stages.find(({ kind }) => kind === 'CLOSE');
  if (!close) throw new Error('an agenda has a close');
  return close;
}

export const setRank = (em: EntityManager, { id }: AgendaStage, rank: string): Promise<unknown> =>
  em.execute(RANK, [rank, id]);

/** @throws Refusal CONFLICT. */
export function requireRoom(stages: readonly AgendaStage[]): void {
  if (stages.filter(({ isOn }) => isOn).length >= STAGES_MAX)
    throw conflict(`An agenda has at most ${STAGES_MAX} stages. Take one off it first.`);
}

/** @throws Refusal CONFLICT for where the meeting begins and ends. */
export function requireLoose({ kind }: AgendaStage): void {
  if (FIXED_STAGES.has(kind))
    throw conflict(`Every meeting has its ${STAGE_NAMES[kind].toLowerCase()} where it is. Choose another stage.`);
}

/** As people call it in a sentence. */
export const nameOf = ({ kind, title, storyKey }: AgendaStage): string =>
  kind === 'DEMO' ? `the demo of ${storyKey}` : kind === 'TOPIC' ? `“${title}”` : `“${STAGE_NAMES[kind]}”`;

import type { EntityManager } from '@mikro-orm/postgresql';
import type { StoryId } from '@tandem/schema/ids';
import { isReady, type Readiness, STATE_NAMES, type StoryState } from '@tandem/schema/story/rules';
import type { SqlRunner } from '../../platform/db/sql.ts';
import { statement } from '../../platform/db/sql.ts';
import type { WeekPlace } from './read-week.ts';

/** What makes a planned story fit to be signed for. */
export interface Standing extends Readiness {
  id: StoryId;
  key: string;
  state: StoryState;
}

const PLANNED = (partnership: string, iteration: string): string => `select s.id, s.key, s.state, s.estimate,
    s.criteria_count as "criteriaCount", s.agreed_count as "agreedCount", s.open_questions as "openQuestions"
  from story_iteration r join story s on s.id = r.story_id
  where r.partnership_id = ${partnership} and r.iteration_id = ${iteration} and r.state = 'PLANNED' order by s.id`;
const LOCK = `${PLANNED('?', '?')} for update of s`;
const STANDING_NOW = statement<Standing, [string, string]>('commitment_standing', PLANNED('$1', '$2'));

/** The planned stories, locked in the order of their ids until the transaction ends. */
export const lockPlanned = (em: EntityManager, { partnershipId, id }: WeekPlace): Promise<Standing[]> =>
  em.execute<Standing[]>(LOCK, [partnershipId, id]);

export const standingNow = (sql: SqlRunner, { partnershipId, id }: WeekPlace): Promise<Standing[]> =>
  sql.rows(STANDING_NOW, partnershipId, id);

/** What keeps a story from being committed, as a sentence without a full stop; null when nothing does. A returned one counts when it is agreed again. */
export function obstacleOf(story: Standing): string | null {
  const { key, state, criteriaCount, agreedCount, openQuestions, estimate } = story;
  if (state === 'READY' || (state === 'RETURNED' && isReady(story))) return null;
  if (state !== 'DRAFT' && state !== 'RETURNED') return `${key} is ${STATE_NAMES[state]}`;
  const lacks = [
    criteriaCount === 0 && 'no criteria',
    agreedCount < criteriaCount && `${agreedCount} of ${criteriaCount} criteria agreed`,
    openQuestions > 0 && `${openQuestions} open question${openQuestions === 1 ? '' : 's'}`,
    estimate === null && 'no estimate',
  ].filter((lack) => lack !== false);
  return `${key} is not ready: ${lacks.join(', ') || 'it is being written'}`;
}

import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId, PartnershipId } from '@tandem/schema/ids';
import { validate as isUuid } from 'uuid';
import type { Services } from '../context.ts';
import { type Queries, statement } from '../db/sql.ts';
import { badInput, conflict, Refusal } from '../errors.ts';
import type { ChangeDraft } from './change.ts';

interface Command {
  partnershipId: PartnershipId;
  /** The member who acts; null for what Tandem does by itself, such as a projection of several writers' words. */
  actorId: MemberId | null;
  /** The client's id for this mutation: sent twice, it acts once. Null where no client asked. */
  mutationId: string | null;
}

export interface Outcome {
  nodeId: string;
  /** True when this mutation id had acted before: nothing was done now. */
  repeated: boolean;
}

type Earlier = { node_id: string; actor_id: string | null };
const EARLIER = statement<Earlier, [PartnershipId, string]>(
  'change_earlier',
  'select node_id, actor_id from change_event where partnership_id = $1 and mutation_id = $2',
);
/** No row when the partnership is gone. */
const RECORD = `with counted as (
    update partnership set change_seq = change_seq + 1 where id = ? returning id, change_seq
  ), recorded as (
    insert into change_event (partnership_id, seq, kind, node_type, node_id, actor_id, mutation_id, summary, at)
    select id, change_seq, ?, ?, ?::uuid, ?::uuid, ?::uuid, ?, ?::timestamptz from counted
  )
  select change_seq from counted`;

const DEADLOCK_RETRIES = 3;

/**
 * Runs one mutation in one transaction and records its change last, so that the partnership's counter orders the commits
 * without a gap; then tells the feed. `work` answers with the change, or with what stays unchanged when there was nothing to do;
 * it runs again when the database gave it up for another transaction that waited for it, so it keeps nothing outside of `em`.
 * @throws Refusal CONFLICT when the mutation id was used by somebody else.
 */
export async function recordChange(
  services: Pick<Services, 'orm' | 'sql' | 'clock' | 'changes'>,
  command: Command,
  work: (em: EntityManager) => Promise<ChangeDraft | { unchanged: string }>,
): Promise<Outcome> {
  if (command.mutationId !== null && !isUuid(command.mutationId))
    throw badInput(
      'mutationId',
      'mutationId must be a UUID: make a new one for each mutation, and send the same one again only to repeat it.',
    );
  const before = await findEarlier(services.sql, command);
  if (before) return before;
  let seq: number | null = null;
  try {
    const outcome = await pastDeadlocks(() =>
      services.orm.em.fork().transactional(async (em): Promise<Outcome> => {
        // What an attempt that was given up had counted is counted by nobody.
        seq = null;
        const done = await work(em);
        if ('unchanged' in done) return { nodeId: done.unchanged, repeated: false };
        await em.flush();
        seq = await insertChange(em, command, done, services.clock.now());
        // The mutation's id is that of its own change alone: it is unique.
        for (const other of done.also ?? [])
          seq = await insertChange(em, { ...command, mutationId: null }, other, services.clock.now());
        return { nodeId: done.nodeId, repeated: false };
      }),
    );
    if (seq !== null) services.changes.committed(command.partnershipId, seq);
    return outcome;
  } catch (error) {
    // The same mutation id in flight twice: the second waits for the first commit, then breaks the unique key or a rule
    // that the first one's effect put in its way, such as an invitation that is there already.
    if (command.mutationId !== null && (error instanceof Refusal || isRepeat(error))) {
      const earlier = await findEarlier(services.sql, command);
      if (earlier) return earlier;
    }
    throw error;
  }
}

/** Who was given up comes again, as if a moment later; the locks of two slices have no order in common. */
async function pastDeadlocks<T>(transaction: () => Promise<T>): Promise<T> {
  for (let retries = DEADLOCK_RETRIES; ; retries -= 1)
    try {
      return await transaction();
    } catch (error) {
      if (retries === 0 || !isDeadlock(error)) throw error;
    }
}

async function insertChange(em: EntityManager, command: Command, draft: ChangeDraft, at: Date): Promise<number> {
  const [counter] = await em.execute<{ change_seq: number }[]>(RECORD, [
    command.partnershipId,
    draft.kind,
    draft.nodeType,
    draft.nodeId,
    command.actorId,
    command.mutationId,
    draft.summary,
    at,
  ]);
  if (!counter) throw conflict('This partnership is gone. Go back to your partnerships and open another.');
  return counter.change_seq;
}

async function findEarlier(sql: Queries, command: Command): Promise<Outcome | null> {
  if (command.mutationId === null) return null;
  const earlier = await sql.row(EARLIER, command.partnershipId, command.mutationId);
  if (!earlier) return null;
  if (earlier.actor_id !== command.actorId)
    throw conflict('This mutationId was used by somebody else. Make a new one.');
  return { nodeId: earlier.node_id, repeated: true };
}

const isDeadlock = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '40P01';

const isRepeat = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'change_event_partnership_id_mutation_id_key';

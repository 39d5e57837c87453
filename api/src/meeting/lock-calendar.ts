import type { EntityManager } from '@mikro-orm/postgresql';
import type { PartnershipId } from '@tandem/schema/ids';

const LOCK = `select pg_advisory_xact_lock(hashtextextended('meeting.calendar ' || ?, 0))`;

/**
 * One change of which meetings there are, and when, at a time in a partnership: their numbers, turns and parked topics go from
 * one to another. Taken before any meeting's row lock: the other way round two commands could wait for each other.
 */
export const lockCalendar = (em: EntityManager, partnershipId: PartnershipId): Promise<unknown> =>
  em.execute(LOCK, [partnershipId]);

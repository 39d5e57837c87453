import type { EntityManager } from '@mikro-orm/postgresql';
import type { PartnershipId } from '@tandem/schema/ids';
import { dealTurns } from './deal-turns.ts';
import { takeParkedTopics } from './take-parked-topics.ts';

/** What a change of the calendar means for the meetings to come: whose turn each is, and which has the parked topics. */
export async function settleCalendar(em: EntityManager, partnershipId: PartnershipId, at: Date): Promise<void> {
  await dealTurns(em, partnershipId, at);
  await takeParkedTopics(em, partnershipId, at);
}

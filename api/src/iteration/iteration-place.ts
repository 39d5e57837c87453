import { validate as isUuid } from 'uuid';
import { type MemberRow, memberIn, viewerIn } from '../partnership/membership.ts';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { ITERATION_PLACE } from './iterations.sql.ts';

/**
 * The viewer as a member of the iteration's partnership.
 * @throws Refusal UNAUTHENTICATED, or NOT_FOUND for an iteration of elsewhere.
 */
export const actorOnIteration = async (context: Context, iterationId: string): Promise<MemberRow> =>
  (await placeOfIteration(context, iterationId)).member;

/** With whether it is committed, so that its goals are frozen. @throws Refusal like actorOnIteration. */
export async function placeOfIteration(
  context: Context,
  iterationId: string,
): Promise<{ member: MemberRow; committed: boolean }> {
  const { personId } = viewerIn(context);
  const place = isUuid(iterationId) ? await context.services.sql.row(ITERATION_PLACE, iterationId, personId) : null;
  if (!place) throw notFound('iteration');
  return { member: await memberIn(context, place.partnershipId), committed: place.committed };
}

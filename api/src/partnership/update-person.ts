import { UpdatePerson } from '@tandem/schema/partnership/inputs';
import { parseInput } from '../platform/auth/parse-input.ts';
import { Person } from '../platform/auth/person.entity.ts';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Context } from '../platform/context.ts';
import { membershipsOf, viewerIn } from './membership.ts';
import type { UpdatePersonInput } from './partnership.inputs.ts';

/**
 * Changes the viewer's account, then tells each partnership they belong to, whose pages show the name. The tellings are
 * transactions of their own, one for each partnership's counter; a crash between them costs a page its prompt, no data.
 * @throws Refusal UNAUTHENTICATED, BAD_USER_INPUT.
 */
export async function updatePerson(context: Context, input: UpdatePersonInput): Promise<void> {
  const { services } = context;
  const { personId } = viewerIn(context);
  const about = parseInput(UpdatePerson, input);
  await services.orm.em.fork().nativeUpdate(Person, { id: personId }, about);
  context.memo.clear();
  for (const { id, partnershipId } of await membershipsOf(context))
    await recordChange(services, { partnershipId, actorId: id, mutationId: null }, async () => ({
      kind: 'member.updated',
      nodeType: 'Member',
      nodeId: id,
      summary: 'changed their own profile',
    }));
}

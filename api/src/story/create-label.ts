import { CreateLabel } from '@tandem/schema/story/inputs';
import { v7 as uuid } from 'uuid';
import { type MemberRow, requireWriter } from '../partnership/membership.ts';
import { parseInput } from '../platform/auth/parse-input.ts';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Services } from '../platform/context.ts';
import { conflict } from '../platform/errors.ts';
import { Label } from './label.entity.ts';

const TAKEN = 'select name from label where partnership_id = ? and lower(name) = lower(?)';

/** Adds a label to the partnership's set. @returns its id. @throws Refusal CONFLICT when there is one of that name. */
export async function createLabel(
  services: Services,
  actor: MemberRow,
  command: { mutationId: string; name: string },
): Promise<string> {
  requireWriter(actor);
  const { name } = parseInput(CreateLabel, command);
  const { partnershipId } = actor;
  try {
    const { nodeId } = await recordChange(
      services,
      { partnershipId, actorId: actor.id, mutationId: command.mutationId },
      async (em) => {
        const [taken] = await em.execute<{ name: string }[]>(TAKEN, [partnershipId, name]);
        if (taken) throw alreadyThere(taken.name);
        const label = em.create(Label, { id: uuid(), partnershipId, name, createdAt: services.clock.now() });
        em.persist(label);
        return { kind: 'label.created', nodeType: 'Label', nodeId: label.id, summary: `made the label ${name}` };
      },
    );
    return nodeId;
  } catch (error) {
    // Two people made it at the same moment: the second insert waited for the first.
    if (error instanceof Error && 'constraint' in error && error.constraint === 'label_name') throw alreadyThere(name);
    throw error;
  }
}

const alreadyThere = (name: string) => conflict(`There is a label “${name}” already. Use it, or choose another name.`);

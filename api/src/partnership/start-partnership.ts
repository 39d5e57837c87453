import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId, PartnershipId, PartyId, PersonId } from '@tandem/schema/ids';
import { StartPartnership } from '@tandem/schema/partnership/inputs';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { parseInput } from '../platform/auth/parse-input.ts';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Context } from '../platform/context.ts';
import { statement } from '../platform/db/sql.ts';
import { conflict } from '../platform/errors.ts';
import { startAgreement } from './agreement/start-agreement.ts';
import { Member } from './member.entity.ts';
import { tellMembershipChange } from './membership-events.ts';
import { viewerIn } from './membership.ts';
import { Partnership } from './partnership.entity.ts';
import type { StartPartnershipInput } from './partnership.inputs.ts';
import { Party } from './party.entity.ts';
import { startProfile } from './profile/start-profile.ts';
import { slugFrom } from './slug.ts';

const BY_MUTATION = statement<{ id: PartnershipId; started_by: PersonId }, [string]>(
  'partnership_by_mutation',
  'select id, started_by from partnership where mutation_id = $1',
);
const TAKEN = "select slug from partnership where slug = ? or slug like ? || '-%'";
const SAMPLES = `delete from partnership s using member m
  where s.is_sample and m.partnership_id = s.id and m.person_id = ? and m.left_at is null returning s.id`;
const SAMPLE_MEMBERS = `select m.id, m.partnership_id from member m join partnership s on s.id = m.partnership_id
  where s.is_sample and m.left_at is null and s.id in (select partnership_id from member where person_id = ? and left_at is null)`;
/** How often a slug taken by somebody else in the same instant is chosen again. */
const TRIES = 3;

/**
 * A partnership with its two parties; the viewer leads their side. Its mutation id stands on the partnership, since
 * there is no partnership to look it up in before.
 * @throws Refusal UNAUTHENTICATED, BAD_USER_INPUT, CONFLICT when the mutation id is somebody else's.
 */
export async function startPartnership(
  context: Context,
  input: StartPartnershipInput,
  isSample = false,
): Promise<PartnershipId> {
  const { personId } = viewerIn(context);
  const about = parseInput(StartPartnership, input);
  for (let attempt = 1; ; attempt++) {
    const earlier = await startedBefore(context, input.mutationId);
    if (earlier) return earlier;
    try {
      return await start(context, personId, { ...input, ...about }, isSample);
    } catch (error) {
      // Both keys are checked again at the top: the same mutation in flight twice, or the same name.
      if (attempt === TRIES || !brokeUniqueKey(error)) throw error;
    }
  }
}

async function startedBefore(context: Context, mutationId: string): Promise<PartnershipId | null> {
  if (!isUuid(mutationId)) return null;
  const earlier = await context.services.sql.row(BY_MUTATION, mutationId);
  if (earlier && earlier.started_by !== context.viewer?.personId)
    throw conflict('This mutationId was used by somebody else. Make a new one.');
  return earlier?.id ?? null;
}

async function start(
  context: Context,
  personId: PersonId,
  input: StartPartnershipInput,
  isSample: boolean,
): Promise<PartnershipId> {
  const { services } = context;
  const partnershipId = uuid() as PartnershipId;
  const memberId = uuid() as MemberId;
  const createdAt = services.clock.now();
  const { mutationId, name, purpose, timeZone, firstIterationDay, keyPrefix } = input;
  const about = { name, purpose, timeZone, firstIterationDay, keyPrefix, mutationId, isSample };
  let cleared: { id: MemberId; partnership_id: PartnershipId }[] = [];
  await recordChange(services, { partnershipId, actorId: memberId, mutationId }, async (em) => {
    if (input.clearSample) cleared = await clearSample(em, personId);
    const slug = await freeSlug(em, input);
    await em.insert(Partnership, { id: partnershipId, slug, ...about, startedBy: personId, createdAt });
    for (const kind of ['CLIENT', 'VENDOR'] as const) {
      const id = uuid() as PartyId;
      const partyName = kind === 'CLIENT' ? input.clientName : input.vendorName;
      await em.insert(Party, { id, partnershipId, kind, name: partyName, createdAt });
      await startProfile(em, { partnershipId, partyId: id }, { memberId, at: createdAt });
      if (kind !== input.side) continue;
      const profile = { role: 'LEAD' as const, title: '', expertise: '', joinedAt: createdAt, leftAt: null };
      await em.insert(Member, { id: memberId, partnershipId, partyId: id, personId, ...profile });
    }
    await startAgreement(em, partnershipId, { memberId, at: createdAt });
    return { kind: 'partnership.started', nodeType: 'Partnership', nodeId: partnershipId, summary: `started ${name}` };
  });
  context.memo.clear();
  for (const { id, partnership_id } of cleared)
    tellMembershipChange({ partnershipId: partnership_id, memberId: id, left: true });
  return partnershipId;
}

/** Deletes the sample that the person belongs to, with all that is in it, and answers who belonged to it. */
async function clearSample(
  em: EntityManager,
  personId: PersonId,
): Promise<{ id: MemberId; partnership_id: PartnershipId }[]> {
  const members = await em.execute<{ id: MemberId; partnership_id: PartnershipId }[]>(SAMPLE_MEMBERS, [personId]);
  await em.execute(SAMPLES, [personId]);
  return members;
}

async function freeSlug(em: EntityManager, { name, clientName, vendorName }: StartPartnershipInput): Promise<string> {
  const wanted = slugFrom(name) || slugFrom(`${clientName} ${vendorName}`) || 'partnership';
  const taken = new Set((await em.execute<{ slug: string }[]>(TAKEN, [wanted, wanted])).map(({ slug }) => slug));
  let slug = wanted;
  for (let n = 2; taken.has(slug); n++) slug = `${wanted}-${n}`;
  return slug;
}

const UNIQUE_KEYS = new Set<unknown>(['partnership_slug_key', 'partnership_mutation_id_key']);
const brokeUniqueKey = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && UNIQUE_KEYS.has(error.constraint);

import type { PartnershipId, PersonId } from '@tandem/schema/ids';
import { type Context, once } from '../platform/context.ts';
import { type SqlRunner, type Statement, statement } from '../platform/db/sql.ts';
import { notFound } from '../platform/errors.ts';
import { viewerIn } from './membership.ts';

/** A partnership as plain data, with every column that GraphQL serves. */
export interface PartnershipRow {
  __typename: 'Partnership';
  id: PartnershipId;
  slug: string;
  name: string;
  purpose: string;
  timeZone: string;
  firstIterationDay: number;
  keyPrefix: string;
  seq: number;
  isSample: boolean;
  createdAt: Date;
}

// Rights are part of each statement: what the person does not belong to is not there.
const seen = <Key>(key: string, where: string): Statement<Omit<PartnershipRow, '__typename'>, [Key, PersonId]> =>
  statement(
    `partnership_${key}`,
    `select s.id, s.slug, s.name, s.purpose, s.time_zone as "timeZone", s.first_iteration_day as "firstIterationDay",
       s.key_prefix as "keyPrefix", s.change_seq as seq, s.is_sample as "isSample", s.created_at as "createdAt"
     from partnership s
     where ${where} and exists (select 1 from member v
       where v.partnership_id = s.id and v.person_id = $2 and v.left_at is null)`,
  );
const BY_SLUG = seen<string>('by_slug', 's.slug = $1');
const BY_IDS = seen<readonly string[]>('by_ids', 's.id = any($1)');

/** A slug as the database allows it; anything else is nobody's. */
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** @throws Refusal UNAUTHENTICATED, or NOT_FOUND when there is none or the viewer does not belong to it. */
export async function partnershipBySlug(context: Context, slug: string): Promise<PartnershipRow> {
  const { personId } = viewerIn(context);
  const row = SLUG.test(slug) ? await context.services.sql.row(BY_SLUG, slug, personId) : null;
  if (!row) throw notFound('partnership');
  context.answer.readAt = { partnershipId: row.id, seq: row.seq };
  return { __typename: 'Partnership', ...row };
}

const SEQUENCE = statement<{ seq: number }, [PartnershipId, PersonId]>(
  'partnership_sequence',
  `select s.change_seq as seq from partnership s join member v on v.partnership_id = s.id
   where s.id = $1 and v.person_id = $2 and v.left_at is null`,
);

/** The newest sequence of a partnership; null when the person does not belong to it. */
export const sequenceFor = async (
  sql: SqlRunner,
  partnershipId: PartnershipId,
  personId: PersonId,
): Promise<number | null> => (await sql.row(SEQUENCE, partnershipId, personId))?.seq ?? null;

/** Of these partnerships, those that the viewer belongs to. */
export async function partnershipsSeen(context: Context, ids: readonly string[]): Promise<PartnershipRow[]> {
  const rows = await context.services.sql.rows(BY_IDS, ids, viewerIn(context).personId);
  return rows.map((row) => ({ __typename: 'Partnership', ...row }));
}

/** The partnership that a row belongs to, read once. @throws Refusal as `partnershipBySlug`. */
export function partnershipById(context: Context, id: PartnershipId): Promise<PartnershipRow> {
  return once(context, `partnership:${id}`, async () => {
    const [row] = await partnershipsSeen(context, [id]);
    if (!row) throw notFound('partnership');
    return row;
  });
}

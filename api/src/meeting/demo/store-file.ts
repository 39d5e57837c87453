import type { PartnershipId } from '@tandem/schema/ids';
import { fileTypeFromBuffer } from 'file-type';
import { v7 as uuid } from 'uuid';
import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { statement } from '../../platform/db/sql.ts';
import { conflict, Refusal } from '../../platform/errors.ts';

/** What browsers show as a picture and never run: an SVG is a document with scripts. */
const MEDIA_TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif']);
/** Of one member, uploaded and not added to a demo. */
const UNUSED_MAX = 20;
const UNUSED_HOURS = 24;
const HOUR_MS = 3_600_000;

const UNUSED = `partnership_id = $1 and uploaded_by = $2 and not exists (select 1 from demo_evidence e where e.file_id = f.id)`;
const TIDY = statement<never, [PartnershipId, string, Date]>(
  'file_tidy',
  `delete from stored_file f where ${UNUSED} and uploaded_at < $3`,
);
const COUNT = statement<{ count: number }, [PartnershipId, string]>(
  'file_count_unused',
  `select count(*)::int as count from stored_file f where ${UNUSED}`,
);
const INSERT = statement<never, [string, PartnershipId, string, Buffer, string, Date]>(
  'file_insert',
  `insert into stored_file (id, partnership_id, media_type, content, uploaded_by, uploaded_at) values ($1, $2, $3, $4, $5, $6)`,
);

/**
 * Keeps a picture. Its type is what its bytes are, whatever its sender calls it. @throws Refusal BAD_USER_INPUT for what is no
 * picture, CONFLICT for somebody who uploads and uploads and uses none of it.
 */
export async function storeFile(
  { sql, clock }: Services,
  { id: memberId, partnershipId }: MemberRow,
  content: Buffer,
): Promise<{ id: string; mediaType: string }> {
  const mediaType = (await fileTypeFromBuffer(content))?.mime;
  if (!mediaType || !MEDIA_TYPES.has(mediaType))
    throw new Refusal('BAD_USER_INPUT', 'This is no PNG, JPEG, WebP or GIF. Take a screenshot, and upload that.');
  const now = clock.now();
  await sql.rows(TIDY, partnershipId, memberId, new Date(now.getTime() - UNUSED_HOURS * HOUR_MS));
  const held = await sql.row(COUNT, partnershipId, memberId);
  if ((held?.count ?? 0) >= UNUSED_MAX)
    throw conflict(`You have uploaded ${UNUSED_MAX} pictures that no demo shows. Add some of them first.`);
  const id = uuid();
  await sql.rows(INSERT, id, partnershipId, mediaType, content, memberId, now);
  return { id, mediaType };
}

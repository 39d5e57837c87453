import type { DocumentId, MemberId } from '@tandem/schema/ids';
import {
  arrayBytes,
  arrayOf,
  type BinaryStatement,
  instantBytes,
  OID,
  type Parameter,
  uuidBytes,
} from '../platform/db/binary-call.ts';
import type { DedicatedConnection } from '../platform/db/dedicated.ts';

/** Updates of one member in one document, which go into the log one after the other. */
export interface Written {
  documentId: DocumentId;
  updates: readonly Uint8Array[];
  memberId: MemberId | null;
  at: Date;
}

/** The sequence before a document's first new update. */
export interface Appended {
  id: DocumentId;
  base: number;
}

/** A keystroke: what is appended nearly always while few people type. */
const APPEND_ONE: BinaryStatement = {
  name: 'document_append_one',
  text: `with advanced as (
     update document set seq = seq + 1 where id = $1 returning id, seq - 1 as base
   ), written as (
     insert into document_update (document_id, seq, update, member_id, at) select id, base + 1, $2, $3, $4 from advanced
   )
   select base from advanced`,
  types: [OID.uuid, OID.bytea, OID.uuid, OID.timestamptz],
};

/** What one person's page sends when it catches up. */
const APPEND_TO_ONE: BinaryStatement = {
  name: 'document_append_to_one',
  text: `with advanced as (
     update document set seq = seq + cardinality($2) where id = $1 returning id, seq - cardinality($2) as base
   ), written as (
     insert into document_update (document_id, seq, update, member_id, at)
     select a.id, a.base + u.place, u.update, $3, $4 from advanced a, unnest($2) with ordinality as u(update, place)
   )
   select base from advanced`,
  types: [OID.uuid, arrayOf(OID.bytea), OID.uuid, OID.timestamptz],
};

/**
 * A batch over several documents, numbering each document's updates on from its seq. Rows are locked in id order, so that two
 * nodes never wait for each other.
 */
const APPEND: BinaryStatement = {
  name: 'document_append',
  text: `with incoming as (
     select * from unnest($1, $2, $3, $4) with ordinality as i(document_id, update, member_id, at, place)
   ), locked as (
     select id from document where id = any($1) order by id for no key update
   ), counted as (
     select l.id, count(*)::int as n from locked l join incoming i on i.document_id = l.id group by l.id
   ), advanced as (
     update document d set seq = d.seq + c.n from counted c where d.id = c.id returning d.id, d.seq - c.n as base
   ), written as (
     insert into document_update (document_id, seq, update, member_id, at)
     select i.document_id, a.base + row_number() over (partition by i.document_id order by i.place), i.update, i.member_id, i.at
       from incoming i join advanced a on a.id = i.document_id
   )
   select id, base from advanced`,
  types: [arrayOf(OID.uuid), arrayOf(OID.bytea), arrayOf(OID.uuid), arrayOf(OID.timestamptz)],
};

/** Appends to the log in one commit. @returns nothing for a document that is gone. @throws the driver's error: nothing is known then. */
export async function appendToLog(log: DedicatedConnection, entries: readonly Written[]): Promise<Appended[]> {
  const [first] = entries;
  if (first && entries.length === 1) {
    const { documentId: id, updates, memberId, at } = first;
    const [only] = updates;
    const by = [memberIdBytes(memberId), instantBytes(at)];
    const rows =
      only && updates.length === 1
        ? await log.call(APPEND_ONE, uuidBytes(id), only, ...by)
        : await log.call(APPEND_TO_ONE, uuidBytes(id), arrayBytes(OID.bytea, updates), ...by);
    return rows.map(([base]) => ({ id, base: Number(base) }));
  }
  const columns: [Parameter[], Parameter[], Parameter[], Parameter[]] = [[], [], [], []];
  const [documentIds, updates, memberIds, times] = columns;
  for (const entry of entries) {
    const [id, memberId, at] = [uuidBytes(entry.documentId), memberIdBytes(entry.memberId), instantBytes(entry.at)];
    for (const update of entry.updates) {
      documentIds.push(id);
      updates.push(update);
      memberIds.push(memberId);
      times.push(at);
    }
  }
  const rows = await log.call(
    APPEND,
    arrayBytes(OID.uuid, documentIds),
    arrayBytes(OID.bytea, updates),
    arrayBytes(OID.uuid, memberIds),
    arrayBytes(OID.timestamptz, times),
  );
  return rows.map(([id, base]) => ({ id: id as DocumentId, base: Number(base) }));
}

const memberIdBytes = (memberId: MemberId | null): Parameter => (memberId ? uuidBytes(memberId) : null);

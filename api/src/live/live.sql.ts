import type { DocumentId, MemberId, PartnershipId } from '@tandem/schema/ids';
import { statement } from '../platform/db/sql.ts';

/** A document as it is stored: its snapshot, and the updates after it in order. */
export interface StoredDocument {
  partnership_id: PartnershipId;
  kind: string;
  seq: number;
  snapshot: Uint8Array | null;
  updates: Uint8Array[];
}

export const findDocument = statement<{ kind: string; partnership_id: PartnershipId }, [DocumentId]>(
  'document_find',
  'select kind, partnership_id from document where id = $1',
);

/** Snapshot and rows in one statement, so that neither is of another moment. */
export const loadDocument = statement<StoredDocument, [DocumentId]>(
  'document_load',
  `select d.partnership_id, d.kind, d.seq, d.snapshot,
          array(select u.update from document_update u
                 where u.document_id = d.id and u.seq > d.snapshot_seq and u.seq <= d.seq order by u.seq) as updates
     from document d where d.id = $1`,
);

/** The log after a sequence, as it stands at one moment: a sequence is taken and written in one transaction. */
export const updatesAfter = statement<{ seq: number; update: Uint8Array }, [DocumentId, number]>(
  'document_updates_after',
  'select seq, update from document_update where document_id = $1 and seq > $2 order by seq',
);

export const updatesSince = statement<
  { seq: number; update: Uint8Array; member_id: MemberId | null; at: Date },
  [DocumentId, number]
>(
  'document_updates_since',
  'select seq, update, member_id, at from document_update where document_id = $1 and seq > $2 order by seq',
);

export const sequencesOf = statement<{ id: DocumentId; seq: number }, [DocumentId[]]>(
  'document_sequences',
  'select id, seq from document where id = any($1)',
);

/** A document with all that its projection asks, for one that is not kept decoded yet. */
export const loadForProjection = statement<
  StoredDocument & { last_member_id: MemberId | null; last_at: Date | null; owners: [number, MemberId][] },
  [DocumentId]
>(
  'document_load_for_projection',
  `select d.partnership_id, d.kind, d.seq, d.snapshot,
          array(select u.update from document_update u
                 where u.document_id = d.id and u.seq > d.snapshot_seq and u.seq <= d.seq order by u.seq) as updates,
          l.member_id as last_member_id, l.at as last_at,
          (select coalesce(json_agg(json_build_array(c.client_id, c.member_id)), '[]')
             from document_client c where c.document_id = d.id and c.member_id is not null) as owners
     from document d left join document_update l on l.document_id = d.id and l.seq = d.seq where d.id = $1`,
);

export const ownersOf = statement<{ client_id: number; member_id: MemberId | null }, [DocumentId, number[]]>(
  'document_owners',
  'select client_id::float8 as client_id, member_id from document_client where document_id = $1 and client_id = any($2)',
);

/** No row when the id is taken in this document. */
export const issueClient = statement<{ client_id: number }, [DocumentId, number, MemberId, Date]>(
  'document_issue_client',
  `insert into document_client (document_id, client_id, member_id, issued_at) values ($1, $2, $3, $4)
   on conflict do nothing returning client_id::float8 as client_id`,
);

/** A row when there are durable words that are not rows yet. */
export const isBehind = statement<{ id: DocumentId }, [DocumentId]>(
  'document_is_behind',
  'select d.id from document d join document_projection p on p.document_id = d.id where d.id = $1 and p.seq < d.seq',
);

export const unprojected = statement<{ id: DocumentId }>(
  'document_unprojected',
  'select d.id from document d join document_projection p on p.document_id = d.id where p.seq < d.seq order by d.id',
);

/** What a node wrote and did not live to make into rows: nobody is at it any more. */
export const leftUnprojected = statement<{ id: DocumentId }, [number]>(
  'document_left_unprojected',
  `select d.id from document d join document_projection p on p.document_id = d.id
   where p.seq < d.seq and not exists (
     select 1 from document_update u where u.document_id = d.id and u.seq = d.seq and u.at > now() - $1 * interval '1 second')`,
);

/** Pages hold them still. */
export const renewClients = statement<never, [DocumentId[], number[], Date, Date]>(
  'document_renew_clients',
  `update document_client c set issued_at = $3
     from unnest($1::uuid[], $2::bigint[]) as held(document_id, client_id)
    where c.document_id = held.document_id and c.client_id = held.client_id and c.issued_at < $4`,
);

/** Documents with old client ids under which nothing was written, as far as is known. */
export const unusedClients = statement<{ id: DocumentId }, [Date, number]>(
  'document_unused_clients',
  'select distinct document_id as id from document_client where not wrote and issued_at < $1 limit $2',
);

/** Of the ids issued before $3 those that wrote are marked, and the others go; nothing when the document is past sequence $2. */
export const pruneClientsOf = statement<never, [DocumentId, number, Date, number[]]>(
  'document_prune_clients',
  `with still as (
     select id from document where id = $1 and seq = $2 for no key update
   ), marked as (
     update document_client c set wrote = true from still
      where c.document_id = still.id and not c.wrote and c.issued_at < $3 and c.client_id = any($4::bigint[])
   )
   delete from document_client c using still
    where c.document_id = still.id and not c.wrote and c.issued_at < $3 and c.client_id <> all($4::bigint[])`,
);

/** The first node's stands. */
export const offerSigningKey = statement<never, [Buffer]>(
  'live_offer_signing_key',
  'insert into live_signing_key (key) values ($1) on conflict do nothing',
);

export const signingKey = statement<{ key: Uint8Array }>('live_signing_key', 'select key from live_signing_key');

/** Never replaces a newer snapshot; the rows stay, since they are the history. */
export const writeSnapshot = statement<never, [DocumentId, number, Buffer, Buffer]>(
  'document_snapshot',
  `update document set snapshot = $3, snapshot_state_vector = $4, snapshot_seq = $2 where id = $1 and snapshot_seq < $2`,
);

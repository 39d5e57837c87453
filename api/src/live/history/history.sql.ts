import type { DocumentId, MemberId, PartyId } from '@tandem/schema/ids';
import { statement } from '../../platform/db/sql.ts';

/** Updates after one sequence up to another, in order. */
export const updatesBetween = statement<{ seq: number; update: Uint8Array }, [DocumentId, number, number]>(
  'history_updates',
  'select seq, update from document_update where document_id = $1 and seq > $2 and seq <= $3 order by seq',
);

/** The stored snapshot, when it is not of a later moment. */
export const snapshotUpTo = statement<{ seq: number; state: Uint8Array }, [DocumentId, number]>(
  'history_snapshot',
  `select snapshot_seq as seq, snapshot as state from document
    where id = $1 and snapshot is not null and snapshot_seq <= $2`,
);

export const lastMoment = statement<{ seq: number }, [DocumentId]>(
  'history_last',
  'select seq from document where id = $1',
);

export const momentAt = statement<{ at: Date }, [DocumentId, number]>(
  'history_moment',
  'select at from document_update where document_id = $1 and seq = $2',
);

export interface StoredVersion {
  seq: number;
  /** The sequence before its first edit. */
  after: number;
  startedAt: Date;
  at: Date;
  writerIds: MemberId[] | null;
  name: string | null;
  namedById: MemberId | null;
}

/**
 * Bursts of edits, newest first. One ends with a pause of $4 seconds, with a pause of $5 after which the other party writes on,
 * or where somebody named the moment. $2 and $3 are members with their parties, one for one.
 */
export const versionsOfLog = statement<StoredVersion, [DocumentId, MemberId[], PartyId[], number, number]>(
  'history_versions',
  `with parties as (
     select * from unnest($2::uuid[], $3::uuid[]) as p(member_id, party_id)
   ), log as (
     select u.seq, u.at, u.member_id,
            extract(epoch from u.at - lag(u.at) over w) as pause,
            p.party_id is distinct from lag(p.party_id) over w as other_party,
            v.seq is not null as after_named
       from document_update u
       left join parties p on p.member_id = u.member_id
       left join document_version v on v.document_id = u.document_id and v.seq = u.seq - 1
      where u.document_id = $1
     window w as (order by u.seq)
   ), counted as (
     select *, count(*) filter (where pause >= $4::float8 or (other_party and pause >= $5::float8) or after_named)
                 over (order by seq) as burst
       from log
   ), bursts as (
     select max(seq) as seq, min(seq) - 1 as after, min(at) as started_at, max(at) as at,
            array_agg(distinct member_id) filter (where member_id is not null) as writer_ids
       from counted group by burst
   )
   select b.seq, b.after, b.started_at as "startedAt", b.at, b.writer_ids as "writerIds", v.name, v.made_by as "namedById"
     from bursts b left join document_version v on v.document_id = $1 and v.seq = b.seq
    order by b.seq desc`,
);

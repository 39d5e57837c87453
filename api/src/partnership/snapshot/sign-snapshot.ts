import type { EntityManager } from '@mikro-orm/postgresql';
import type { PartyId, SnapshotId } from '@tandem/schema/ids';
import { conflict } from '../../platform/errors.ts';
import type { MemberRow } from '../membership.ts';

const SIGNED = 'select 1 from signature where snapshot_id = ? and party_id = ?';
const INSERT = `insert into signature (snapshot_id, partnership_id, party_id, member_id, hash, signed_at) values (?, ?, ?, ?, ?, ?)`;
const MISSING = `select p.id from party p where p.partnership_id = ?
  and not exists (select 1 from signature s where s.snapshot_id = ? and s.party_id = p.id)`;

/**
 * Signs a snapshot for the signer's party, in the caller's transaction. Who may sign, and whether the snapshot still holds, is
 * the caller's to check.
 * @returns the parties whose signature is still missing: empty when it is in force now.
 * @throws Refusal CONFLICT when the party has signed it already.
 */
export async function signSnapshot(
  em: EntityManager,
  signer: MemberRow,
  snapshot: { id: SnapshotId; hash: string },
  at: Date,
): Promise<PartyId[]> {
  const [signed] = await em.execute<object[]>(SIGNED, [snapshot.id, signer.partyId]);
  if (signed)
    throw conflict(`${signer.party.name} has signed this already. It waits for the other side, or is in force.`);
  await em.execute(INSERT, [snapshot.id, signer.partnershipId, signer.partyId, signer.id, snapshot.hash, at]);
  const missing = await em.execute<{ id: PartyId }[]>(MISSING, [signer.partnershipId, snapshot.id]);
  return missing.map(({ id }) => id);
}

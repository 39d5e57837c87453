import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import type { DocumentId, MemberId } from '@tandem/schema/ids';
import type { SqlRunner } from '../platform/db/sql.ts';
import { offerSigningKey, signingKey } from './live.sql.ts';

const KEY_BYTES = 32;
const MEMBER_BYTES = 16;
/** Half of SHA-256, as RFC 2104 allows: no guess will meet it, and every relayed update carries it. */
const MAC_BYTES = 16;
const PURPOSE = Buffer.from('relayed update 1');

/**
 * The server's word that a member wrote these bytes into this document: whoever saw them relayed can hand them in, should a
 * crash have taken them. All nodes of an installation sign with the one key in its database.
 */
export class Signatures {
  /** As a key object: with bare bytes each signature would take five times as long. */
  #key: KeyObject = createSecretKey(randomBytes(KEY_BYTES));

  /** Takes up the installation's key; the first node to start makes it. */
  async load(sql: SqlRunner): Promise<void> {
    await sql.rows(offerSigningKey, this.#key.export());
    const stored = await sql.row(signingKey);
    if (stored) this.#key = createSecretKey(stored.key);
  }

  /** @returns base64 of the member's id and of an HMAC-SHA-256 over document, member and bytes. */
  sign(documentId: DocumentId, memberId: MemberId, bytes: Uint8Array): string {
    const member = idBytes(memberId);
    return Buffer.concat([member, this.#mac(documentId, member, bytes)]).toString('base64');
  }

  /** @returns who wrote these bytes into this document, or null when no node ever said so. */
  writerOf(documentId: DocumentId, bytes: Uint8Array, signature: string): MemberId | null {
    const given = Buffer.from(signature, 'base64');
    if (given.length !== MEMBER_BYTES + MAC_BYTES) return null;
    const member = given.subarray(0, MEMBER_BYTES);
    const mac = this.#mac(documentId, member, bytes);
    return timingSafeEqual(mac, given.subarray(MEMBER_BYTES)) ? memberIdFrom(member) : null;
  }

  #mac(documentId: DocumentId, member: Uint8Array, bytes: Uint8Array): Buffer {
    const said = Buffer.concat([PURPOSE, idBytes(documentId), member, bytes]);
    return createHmac('sha256', this.#key).update(said).digest().subarray(0, MAC_BYTES);
  }
}

const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

const memberIdFrom = (bytes: Buffer): MemberId =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as MemberId;

import type { DocumentId, MemberId } from '@tandem/schema/ids';
import type { ReceivedUpdate } from './judge.ts';
import { receive } from './push.ts';
import { notRelayed } from './refusals.ts';
import type { Signatures } from './signatures.ts';

/** An update of anybody's as it was relayed, with the server's own word on whose it is; both in base64. */
export interface SignedUpdate {
  update: string;
  signature: string;
}

export interface HandIn {
  documentId: string;
  connectionId: string;
  updates: SignedUpdate[];
}

/** What a page saw and a crash may have taken, with who wrote it. @throws Refusal FORBIDDEN, BAD_UPDATE or TOO_LARGE. */
export function receiveSigned(
  signatures: Signatures,
  documentId: DocumentId,
  handed: readonly SignedUpdate[],
): { update: ReceivedUpdate; memberId: MemberId }[] {
  return receive(handed.map(({ update }) => update)).map((update, i) => {
    const signature = handed[i]?.signature ?? '';
    const memberId = signatures.writerOf(documentId, update.bytes, signature);
    if (!memberId) throw notRelayed();
    return { update: { ...update, signature }, memberId };
  });
}

import { CAN_SIGN } from '@tandem/schema/partnership/rules';
import type { MemberRow } from '../../partnership/membership.ts';
import { forbidden } from '../../platform/errors.ts';

/** @throws Refusal FORBIDDEN for whoever does not sign for their party. */
export function requireSigner({ role, party }: MemberRow): void {
  if (!CAN_SIGN.has(role)) throw forbidden(`Only a lead or a sponsor signs for ${party.name}. Ask one of them.`);
}

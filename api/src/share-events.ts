import {
  type MembershipChange,
  membershipChangedElsewhere,
  checkMemberships,
  onMembershipChange,
} from './partnership/membership-events.ts';
import { onSessionRevoked, revokedElsewhere } from './platform/auth/session.ts';
import { channel } from './platform/bus/bus.ts';
import type { Services } from './platform/context.ts';

const REVOKED = channel<string>('sessions');
const MEMBERSHIPS = channel<MembershipChange>('memberships');

/** What ends streams on one node ends them on all; a message that is lost is made up for by each node's own checks. @returns what stops it. */
export function shareEvents({ bus, polls, log }: Pick<Services, 'bus' | 'polls' | 'log'>): () => void {
  // A membership that ended while the bus was away still ends its streams within 2 s.
  const stopPolling = polls.every((sql) =>
    checkMemberships(sql).catch((error: unknown) =>
      log.warn({ err: error }, 'memberships could not be checked; the next check tries again'),
    ),
  );
  const missed = (): void => undefined;
  const stops = [
    onSessionRevoked((sessionId, elsewhere) => {
      if (!elsewhere) bus.publish(REVOKED, sessionId);
    }),
    onMembershipChange((change, elsewhere) => {
      if (!elsewhere) bus.publish(MEMBERSHIPS, change);
    }),
    bus.subscribe(REVOKED, { message: revokedElsewhere, missed }),
    bus.subscribe(MEMBERSHIPS, { message: membershipChangedElsewhere, missed }),
  ];
  return () => {
    stopPolling();
    for (const stop of stops) stop();
  };
}

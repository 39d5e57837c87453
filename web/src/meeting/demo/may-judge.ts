import type { Meeting } from '../meeting';
import type { Demo } from './verdict-words';

/** Whether verdicts on a demo are taken at this time, and when they are not, why. */
export type Judging =
  | { open: true }
  | { open: false; why: 'CANCELLED' | 'NOT_DELIVERED' | 'BY_HAND' | 'RULED' | 'SETTLED' | 'OVER' };

export function judging(meeting: Meeting, { story, demoOutcome, isProvisional, dispute }: Demo, now: Date): Judging {
  const decided = story.state === 'ACCEPTED' || story.state === 'RETURNED';
  if (meeting.meetingState === 'CANCELLED') return { open: false, why: 'CANCELLED' };
  if (isRuled(dispute, meeting.quorums.length)) return { open: false, why: 'RULED' };
  if (meeting.meetingState === 'CLOSED') {
    if (now.getTime() >= Date.parse(meeting.verdictsDueAt)) return { open: false, why: 'OVER' };
    if (demoOutcome !== 'PENDING' && !isProvisional) return { open: false, why: 'SETTLED' };
  }
  if (decided && story.outcome === null) return { open: false, why: 'BY_HAND' };
  if (!decided && story.state !== 'DELIVERED') return { open: false, why: 'NOT_DELIVERED' };
  return { open: true };
}

/** Whether the sponsors of all parties rule alike, which stands. */
const isRuled = (dispute: Demo['dispute'], parties: number): boolean =>
  dispute !== null &&
  dispute.rulings.length === parties &&
  new Set(dispute.rulings.map(({ ruling }) => ruling)).size === 1;

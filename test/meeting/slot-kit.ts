import { randomUUID } from 'node:crypto';
import type { Person } from '../kit/people.ts';

export interface SlotNode {
  weekday: number;
  startsAt: number;
  duration: number;
  everyWeeks: number;
  quorum: number;
  verdictHours: number;
  pulseQuestion: string;
  next: { party: { kind: string }; at: string; timeZone: string }[];
}

const SLOT = `meetingSlot {
  weekday startsAt duration everyWeeks quorum verdictHours pulseQuestion next { party { kind } at timeZone }
}`;
const SET = `mutation ($input: SetMeetingSlotInput!) { setMeetingSlot(input: $input) { partnership { ${SLOT} } } }`;
const END = `mutation ($input: EndMeetingSlotInput!) { endMeetingSlot(input: $input) { partnership { ${SLOT} } } }`;
const FEED = `mutation ($input: MakeCalendarFeedInput!) { makeCalendarFeed(input: $input) { url } }`;
const READ = `query ($slug: String!) { partnership(slug: $slug) { ${SLOT} } }`;

interface At {
  id: string;
  slug: string;
}
const input = ({ id }: At, more: object = {}) => ({ input: { mutationId: randomUUID(), partnershipId: id, ...more } });

/** Fridays at 14:00 unless said otherwise. */
export const setSlot = async (by: Person, at: At, more: object = {}): Promise<SlotNode> =>
  (
    await by.gql<{ setMeetingSlot: { partnership: { meetingSlot: SlotNode } } }>(
      SET,
      input(at, { weekday: 5, startsAt: 840, ...more }),
    )
  ).setMeetingSlot.partnership.meetingSlot;

/** `CODE: message` of a slot that is to be refused; null when it was not. */
export async function refusedSlot(by: Person, at: At, more: object = {}): Promise<string | null> {
  const [error] = (await by.ask(SET, input(at, { weekday: 5, startsAt: 840, ...more }))).errors;
  return error ? `${error.extensions.code}: ${error.message}` : null;
}

export const endSlot = async (by: Person, at: At): Promise<SlotNode | null> =>
  (await by.gql<{ endMeetingSlot: { partnership: { meetingSlot: SlotNode | null } } }>(END, input(at))).endMeetingSlot
    .partnership.meetingSlot;

export const readSlot = async (by: Person, { slug }: At): Promise<SlotNode | null> =>
  (await by.gql<{ partnership: { meetingSlot: SlotNode | null } }>(READ, { slug })).partnership.meetingSlot;

/** The path of a new link for a calendar program. */
export const feedPath = async (by: Person, at: At): Promise<string> =>
  new URL((await by.gql<{ makeCalendarFeed: { url: string } }>(FEED, input(at))).makeCalendarFeed.url).pathname;

import { readNotifications } from '../partnership/notification/read-notifications.ts';
import type { SampleEvent } from './sample-events.ts';
import { contextAs, type Team } from './sample-people.ts';

const HOUR_MS = 3_600_000;

/** Everybody has read their inbox yesterday: what is unread is news. */
export const inboxEvents = (team: Team, today: Date): SampleEvent[] =>
  Object.values(team).map((member) => ({
    at: new Date(today.getTime() - 20 * HOUR_MS),
    async act(services) {
      await readNotifications(contextAs(services, member), { partnershipId: member.partnershipId, all: true });
    },
  }));

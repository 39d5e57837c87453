import type { PartnershipId, PersonId } from '@tandem/schema/ids';
import { iterationWeekOf, weekAfter } from '@tandem/schema/iteration/iso-week';
import { v4 } from 'uuid';
import { dayAt } from '../partnership/calendar/zoned-days.ts';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Services } from '../platform/context.ts';
import { statement } from '../platform/db/sql.ts';
import { createLabel } from '../story/create-label.ts';
import { agreementEvents } from './agreement-events.ts';
import { concernEvents } from './concern-events.ts';
import { draftEvents } from './draft-events.ts';
import { inboxEvents } from './inbox-events.ts';
import { labels, people } from './people.ts';
import { meetingEvents } from './meeting-events.ts';
import { promiseEvents } from './promise-events.ts';
import { eventsOf } from './sample-events.ts';
import { gatherTeam } from './sample-people.ts';
import { allStories } from './stories/all-stories.ts';
import { standupEvents } from './standup-events.ts';
import { readyByOf, weekEvents } from './week-events.ts';
import { weeks } from './weeks.ts';
import { calendarEvents } from './working-calendars.ts';

/** Somebody of the sample for whom a sign-in link is printed. */
export interface SampleGuide {
  personId: PersonId;
  name: string;
  party: string;
}

const FILLED = 'sample.filled';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** As sample-people.ts sets it. */
const PARTNERSHIP_ZONE = 'Europe/London';

const PARTNERSHIPS = statement<{ id: PartnershipId; is_sample: boolean; filled: boolean }, [string]>(
  'sample_partnerships',
  `select p.id, p.is_sample, exists (select 1 from change_event c where c.partnership_id = p.id and c.kind = $1) as filled
   from partnership p`,
);
const REMOVE = statement<object, [PartnershipId]>(
  'sample_remove',
  'delete from partnership where id = $1 and is_sample',
);
const GUIDES = statement<SampleGuide, [readonly string[]]>(
  'sample_guides',
  `select n.id as "personId", n.name, y.name as party
   from person n join member m on m.person_id = n.id and m.left_at is null join party y on y.id = m.party_id
   join partnership p on p.id = m.partnership_id and p.is_sample
   where n.email = any($1) order by y.kind`,
);

/**
 * Fills an installation without any partnership with the sample, as its people would have done it: by the API's commands,
 * with the clock of each day. One that was interrupted is removed and made again.
 * @param onProgress how many of how many stories are written.
 * @returns one person of each party, as long as the sample is there.
 */
export async function fillSample(
  services: Services,
  onProgress: (done: number, all: number) => void,
): Promise<SampleGuide[]> {
  const partnerships = await services.sql.rows(PARTNERSHIPS, FILLED);
  for (const { id, is_sample, filled } of partnerships) if (is_sample && !filled) await services.sql.rows(REMOVE, id);
  const left = partnerships.filter(({ is_sample, filled }) => !is_sample || filled);
  if (left.length === 0) await fill(services, onProgress);
  return services.sql.rows(
    GUIDES,
    people.filter(({ role }) => role === 'LEAD').map(({ email }) => email),
  );
}

async function fill(services: Services, onProgress: (done: number, all: number) => void): Promise<void> {
  const today = services.clock.now();
  const oldest = Math.max(...allStories.map(({ days }) => days[0]));
  const dayBefore = new Date(today.getTime() - (oldest + 4) * DAY_MS);
  const then = at(services, dayBefore);
  const { partnershipId, team } = await gatherTeam(then);
  const labelIds = new Map<string, string>();
  for (const name of labels) labelIds.set(name, await createLabel(then, team.PR, { mutationId: v4(), name }));

  const thisWeek = iterationWeekOf(dayAt(today, PARTNERSHIP_ZONE), 1);
  const dated = weeks.map((week) => ({ ...week, isoWeek: weekAfter(thisWeek, -week.ago) }));
  const stories = { storyIds: new Map<string, string>(), readyBy: readyByOf(dated, today) };
  const setting = { team, labelIds, today, backlog: { lowestActiveId: null }, ...stories };
  const lives = allStories.map((story, i) => eventsOf(story, i, setting));
  const events = lives.flatMap((life) => life.map((event, i) => ({ ...event, begins: i === 0 })));
  for (const week of dated)
    events.push(...weekEvents(week, week.isoWeek, setting).map((event) => ({ ...event, begins: false })));
  const around = [
    ...draftEvents(setting),
    ...calendarEvents(team, today, new Date(dayBefore.getTime() + HOUR_MS)),
    ...agreementEvents(team, today),
    ...standupEvents(team, today),
    ...concernEvents(team, today),
    ...promiseEvents(team, today),
    ...meetingEvents(dated, setting),
    ...inboxEvents(team, today),
  ];
  events.push(...around.map((event) => ({ ...event, begins: false })));
  events.sort((a, b) => a.at.getTime() - b.at.getTime());
  let done = 0;
  for (const { at: moment, act, begins } of events) {
    await act(at(services, moment));
    if (begins) onProgress((done += 1), allStories.length);
  }
  await recordChange(services, { partnershipId, actorId: null, mutationId: null }, async () => ({
    kind: FILLED,
    nodeType: 'Partnership',
    nodeId: partnershipId,
    summary: 'filled the sample partnership',
  }));
}

/** The same services at another time. */
const at = (services: Services, moment: Date): Services => ({ ...services, clock: { now: () => moment } });

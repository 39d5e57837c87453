import { randomUUID } from 'node:crypto';
import { iterationWeekOf } from '@tandem/schema/iteration/iso-week';
import { AssignStoryDocument } from '@tandem/web/story/assign-story.gql.ts';
import { DAY_MS } from '../kit/clock.ts';
import { commitStories } from '../kit/committed-stories.ts';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { createReadyStory } from '../kit/ready-stories.ts';
import type { TestServer } from '../kit/server.ts';
import { checkIn, deliver, insertMeeting, openMeeting, type TestMeeting } from '../meeting/demo-kit.ts';

export interface ShownStory {
  p: TestPartnership;
  meeting: TestMeeting;
  story: { id: string; key: string };
  /** The demo's page. */
  place: string;
}

const CRITERIA = [
  'A bus more than three minutes late turns amber on the live map.',
  'The dispatcher can call the driver in one action.',
  'Night services use five minutes, not three.',
];

interface Shown {
  criteria?: string[];
  state?: 'SCHEDULED' | 'OPEN';
  /** The members who are there; both leads unless given. */
  present?: string[];
  quorum?: number;
}

/** A delivered story of a committed week in the meeting about it, which both leads have open now. */
export async function shownStory(
  server: TestServer,
  { criteria = CRITERIA, state = 'OPEN', present, quorum = 1 }: Shown = {},
): Promise<ShownStory> {
  const p = await partnershipWithTwoParties(server);
  const title = 'Dispatcher sees a late bus before the passenger does';
  const story = await createReadyStory(p, { title, criteria, estimate: 5 });
  await p.vendor.gql(AssignStoryDocument, {
    input: { mutationId: randomUUID(), storyId: story.id, memberId: p.vendorMemberId },
  });
  await commitStories(p, [story]);
  await deliver(p.vendor, story.id);
  const now = Date.now();
  const meeting = await insertMeeting(server, p, {
    isoWeek: iterationWeekOf(new Date(now + DAY_MS).toISOString().slice(0, 10), 1),
    startsAt: new Date(now).toISOString(),
    verdictsDueAt: new Date(now + DAY_MS).toISOString(),
    storyIds: [story.id],
    quorum,
  });
  if (state === 'OPEN') {
    await openMeeting(server, meeting);
    await checkIn(server, p, meeting, present ?? [p.clientMemberId, p.vendorMemberId]);
  }
  const stages = await server.database.query<{ id: string }>(
    `select id from meeting_stage where meeting_id = $1 and kind = 'DEMO'`,
    meeting.id,
  );
  return { p, meeting, story, place: `/p/${p.slug}/meetings/${meeting.number}?step=${stages[0]?.id}` };
}

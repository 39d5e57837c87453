import type { ConcernId, MemberId, StandupEntryId } from '@tandem/schema/ids';
import { v4 } from 'uuid';
import { answerConcern } from '../iteration/concern/answer-concern.ts';
import { closeConcern } from '../iteration/concern/close-concern.ts';
import { escalateConcerns } from '../iteration/concern/escalate-concerns.ts';
import { raiseConcern } from '../iteration/concern/raise-concern.ts';
import { resolveConcern } from '../iteration/concern/resolve-concern.ts';
import { statement } from '../platform/db/sql.ts';
import { addWorkingDays } from '../partnership/calendar/working-days.ts';
import { ladder } from './agreement-words.ts';
import { concernWords, type SampleConcern } from './concern-words.ts';
import type { SampleEvent } from './sample-events.ts';
import type { Team } from './sample-people.ts';
import { storyTitled } from './story-titled.ts';
import { lately, momentBack, sampleCalendar, type When } from './working-calendars.ts';

const MINUTE_MS = 60_000;
const SAID_LAST = statement<{ id: StandupEntryId }, [MemberId]>(
  'sample_concern_said_last',
  `select id from standup_entry where member_id = $1 and concern <> '' order by posted_at desc limit 1`,
);

/** Concerns as they were raised, answered, resolved and closed; the one that nobody answered climbs when its time is up. */
export function concernEvents(team: Team, today: Date): SampleEvent[] {
  const ids = new Map<string, ConcernId>();
  return concernWords.flatMap((concern) => eventsOf(concern, { team, today, ids }));
}

interface Told {
  team: Team;
  today: Date;
  /** By title, once they are raised. */
  ids: Map<string, ConcernId>;
}

function eventsOf(concern: SampleConcern, { team, today, ids }: Told): SampleEvent[] {
  const { title, detail, by, owner, raised, story, recurs, fromStandup, answer, resolve, close } = concern;
  const calendar = sampleCalendar(owner, today);
  const moment = (when: When): Date => momentBack(calendar, today, when);
  const raisedAt = raised ? moment(raised) : lately(calendar, today);
  const named = () => ({ mutationId: v4(), concernId: ids.get(title) ?? '' });
  const events: SampleEvent[] = [
    {
      at: raisedAt,
      async act(services) {
        const storyId = story ? (await storyTitled(services, team[by].partnershipId, story)).id : null;
        const ownerPartyId = team[owner === 'CLIENT' ? 'PR' : 'TH'].partyId;
        const recurrenceOfId = recurs ? ids.get(recurs) : null;
        const entry = fromStandup ? await services.sql.row(SAID_LAST, team[by].id) : null;
        const standupEntryId = entry?.id ?? null;
        const words = { mutationId: v4(), title, detail, ownerPartyId, storyId, standupEntryId };
        ids.set(title, await raiseConcern(services, team[by], { ...words, ...(recurrenceOfId && { recurrenceOfId }) }));
      },
    },
  ];
  if (answer)
    events.push({
      at: moment(answer.at),
      act: (services) => answerConcern(services, team[answer.by], { ...named(), text: answer.text }),
    });
  if (resolve) {
    const { resolution, prevention } = resolve;
    events.push({
      at: moment(resolve.at),
      act: (services) => resolveConcern(services, team[resolve.by], { ...named(), resolution, prevention }),
    });
  }
  if (close) events.push({ at: moment(close.at), act: (services) => closeConcern(services, team[by], named()) });
  if (raised && !answer && !resolve && !close)
    events.push({
      // As the clock's own work would have found it, within a minute.
      at: new Date(addWorkingDays(calendar, raisedAt, ladder[0]?.days ?? 0).getTime() + MINUTE_MS / 2),
      act: async (services) => void (await escalateConcerns.run(services)),
    });
  return events;
}

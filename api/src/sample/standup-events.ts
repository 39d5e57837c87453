import { v4 } from 'uuid';
import { postStandup } from '../iteration/standup/post-standup.ts';
import type { SampleEvent } from './sample-events.ts';
import type { Team } from './sample-people.ts';
import { standupWords } from './standup-words.ts';
import { withKeys } from './story-titled.ts';
import { momentOn, sampleCalendar, sideOf, workingDayBack } from './working-calendars.ts';

const MINUTE_MS = 60_000;
const FIRST_AT = 9 * 60 + 5;

/** Each entry in the morning of its writer’s own day; what is of the present day a moment ago when that morning lies ahead. */
export const standupEvents = (team: Team, today: Date): SampleEvent[] =>
  standupWords.flatMap((entries, back) =>
    entries.map(({ by, done, next, concern = '' }, i) => {
      const { partnershipId } = team[by];
      const calendar = sampleCalendar(sideOf(by), today);
      const on = workingDayBack(calendar, today, back);
      const begun = momentOn(calendar, on, 0).getTime();
      const morning = momentOn(calendar, on, FIRST_AT + ((i * 23 + back * 11) % 80)).getTime();
      const at = new Date(Math.max(begun, Math.min(morning, today.getTime() - (i + 1) * MINUTE_MS)));
      return {
        at,
        async act(services) {
          const keyed = (words: string): Promise<string> => withKeys(services, partnershipId, words);
          const words = { done: await keyed(done), next: await keyed(next), concern: await keyed(concern) };
          await postStandup(services, team[by], { mutationId: v4(), ...words });
        },
      };
    }),
  );

import type { ConcernId, PartnershipId, PromiseId } from '@tandem/schema/ids';
import { v4 } from 'uuid';
import { acceptPromise } from '../iteration/promise/accept-promise.ts';
import { confirmPromise } from '../iteration/promise/confirm-promise.ts';
import { consentToRenegotiation } from '../iteration/promise/consent-to-renegotiation.ts';
import { declinePromise } from '../iteration/promise/decline-promise.ts';
import { makePromise } from '../iteration/promise/make-promise.ts';
import { missPromises, remindOfPromises } from '../iteration/promise/promise-clock.ts';
import { proposeRenegotiation } from '../iteration/promise/propose-renegotiation.ts';
import { reportPromiseKept } from '../iteration/promise/report-promise-kept.ts';
import { endOfDay } from '../partnership/calendar/zoned-days.ts';
import type { Services } from '../platform/context.ts';
import { statement } from '../platform/db/sql.ts';
import { promiseWords, type SamplePromise } from './promise-words.ts';
import type { SampleEvent } from './sample-events.ts';
import type { Team } from './sample-people.ts';
import { storyTitled } from './story-titled.ts';
import { momentBack, momentOn, sampleCalendar, sideOf, workingDayBack } from './working-calendars.ts';

/** The clock’s own work is done within a minute. */
const CLOCK_MS = 30_000;
const CONCERN = statement<{ id: ConcernId }, [PartnershipId, string]>(
  'sample_concern_by_title',
  'select id from concern where partnership_id = $1 and title = $2',
);
const SUCCESSOR = statement<{ id: PromiseId }, [PromiseId]>(
  'sample_promise_successor',
  'select id from promise where renegotiated_from_id = $1',
);

/** Promises in both directions: made or asked for, kept, moved, declined, and one that is missed when its day ends. */
export const promiseEvents = (team: Team, today: Date): SampleEvent[] =>
  promiseWords.flatMap((promise) => eventsOf(promise, team, today));

function eventsOf(promise: SamplePromise, team: Team, today: Date): SampleEvent[] {
  const { by, askedBy, made, due, steps, missed } = promise;
  const calendar = sampleCalendar(sideOf(by), today);
  const dueOn = workingDayBack(calendar, today, due);
  let promiseId = '' as PromiseId;
  const events: SampleEvent[] = [
    {
      at: momentBack(calendar, today, made),
      async act(services) {
        const owner = { ownerId: team[by].id, ownerPartyId: team[by].partyId };
        const command = {
          mutationId: v4(),
          text: promise.text,
          dueOn,
          ...owner,
          ...(await about(services, promise, team)),
        };
        promiseId = await makePromise(services, team[askedBy ?? by], command);
      },
    },
  ];
  let proposed = dueOn;
  for (const step of steps) {
    if (step.act === 'MOVE') proposed = workingDayBack(calendar, today, step.due);
    const movedTo = proposed;
    events.push({
      at: momentBack(calendar, today, step.at),
      async act(services) {
        const actor = team[step.by];
        const command = { mutationId: v4(), promiseId };
        if (step.act === 'ACCEPT') await acceptPromise(services, actor, command);
        if (step.act === 'REPORT_KEPT') await reportPromiseKept(services, actor, command);
        if (step.act === 'CONFIRM') await confirmPromise(services, actor, command);
        if (step.act === 'DECLINE') await declinePromise(services, actor, { ...command, reason: step.reason });
        if (step.act === 'MOVE')
          await proposeRenegotiation(services, actor, { ...command, dueOn: movedTo, reason: step.reason });
        if (step.act !== 'CONSENT') return;
        await consentToRenegotiation(services, actor, { ...command, dueOn: movedTo });
        promiseId = (await services.sql.row(SUCCESSOR, promiseId))?.id ?? promiseId;
      },
    });
  }
  if (!missed) return events;
  const later = (at: Date): Date => new Date(at.getTime() + CLOCK_MS);
  return [
    ...events,
    {
      at: later(momentOn(calendar, dueOn, calendar.opensAt)),
      act: async (services) => void (await remindOfPromises.run(services)),
    },
    {
      at: later(endOfDay(dueOn, calendar.timeZone)),
      act: async (services) => void (await missPromises.run(services)),
    },
  ];
}

/** What it is promised for. */
async function about(
  services: Services,
  { story, concern }: SamplePromise,
  team: Team,
): Promise<{ storyId: string | null; concernId: string | null }> {
  const { partnershipId } = team.PR;
  return {
    storyId: story ? (await storyTitled(services, partnershipId, story)).id : null,
    concernId: concern ? ((await services.sql.row(CONCERN, partnershipId, concern))?.id ?? null) : null,
  };
}

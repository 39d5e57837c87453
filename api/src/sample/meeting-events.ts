import type { MeetingId, StoryId } from '@tandem/schema/ids';
import type { StageKind } from '@tandem/schema/meeting/rules';
import { v4 } from 'uuid';
import { acceptPromise } from '../iteration/promise/accept-promise.ts';
import { confirmPromise } from '../iteration/promise/confirm-promise.ts';
import { reportPromiseKept } from '../iteration/promise/report-promise-kept.ts';
import { addTopic } from '../meeting/agenda/add-topic.ts';
import { parkTopic } from '../meeting/agenda/park-topic.ts';
import { scheduleMeeting } from '../meeting/agenda/schedule-meeting.ts';
import { giveVerdict } from '../meeting/demo/give-verdict.ts';
import { checkIn } from '../meeting/facilitation/check-in.ts';
import { goToStage } from '../meeting/facilitation/go-to-stage.ts';
import { startMeeting } from '../meeting/facilitation/start-meeting.ts';
import { amendMinutes } from '../meeting/minutes/amend-minutes.ts';
import { closeMeeting } from '../meeting/minutes/close-meeting.ts';
import { objectToMinutes } from '../meeting/minutes/object-to-minutes.ts';
import { ratifyMinutes } from '../meeting/minutes/ratify-minutes.ts';
import { answerPulse } from '../meeting/record/answer-pulse.ts';
import { carryOverStory } from '../meeting/record/carry-over-story.ts';
import { celebrate } from '../meeting/record/celebrate.ts';
import { recordAction } from '../meeting/record/record-action.ts';
import { recordDecision } from '../meeting/record/record-decision.ts';
import { revealPulse } from '../meeting/record/reveal-pulse.ts';
import { setMeetingSlot } from '../meeting/slot/set-meeting-slot.ts';
import type { Services } from '../platform/context.ts';
import {
  CRITERIA,
  CURRENT,
  HASH,
  idOfStory,
  PROMISE,
  type SampleStage,
  stageOf,
  writeDemoWords,
} from './meeting-record.ts';
import { dayAfterMeeting, meetingStart, SLOT } from './meeting-slot.ts';
import { meetings, type SampleMeeting } from './meetings.ts';
import type { SampleEvent, Setting } from './sample-events.ts';
import type { Writer } from './sample-story.ts';
import { storyOf } from './stories/all-stories.ts';
import { sideOf } from './working-calendars.ts';
import type { SampleWeek } from './weeks.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Minutes after the start at which each part of the hour begins. */
const AT = { promises: 4, goals: 7, demos: 11, concerns: 38, next: 41, pulse: 54, close: 56 } as const;

type DatedWeek = SampleWeek & { isoWeek: string };

/** The slot, the meetings of the finished weeks from check-in to ratification, and the one that is ready to begin. */
export function meetingEvents(weeks: readonly DatedWeek[], setting: Setting): SampleEvent[] {
  const { team, today } = setting;
  const [first] = weeks.toSorted((a, b) => b.ago - a.ago);
  if (!first) return [];
  const slot: SampleEvent = {
    at: new Date(meetingStart(first.isoWeek).getTime() - 5 * DAY_MS),
    act: (services) => setMeetingSlot(services, team.PR, { mutationId: v4(), ...SLOT }),
  };
  const held = meetings.flatMap((meeting) => {
    const week = weeks.find(({ ago }) => ago === meeting.ago);
    return week ? heldEvents(meeting, week, setting) : [];
  });
  const running = weeks.find(({ ago }) => ago === 0);
  return [slot, ...held, ...(running ? beforehand(running, setting) : [])].filter(({ at }) => at < today);
}

/** One meeting from the day on which it is called to the signatures under its minutes. */
function heldEvents(meeting: SampleMeeting, week: DatedWeek, { team, storyIds, today }: Setting): SampleEvent[] {
  const start = meetingStart(week.isoWeek);
  const at = (minutes: number): Date => new Date(start.getTime() + minutes * MINUTE_MS);
  const later = (days: number, hours: number): Date =>
    new Date(start.getTime() + days * DAY_MS + hours * 60 * MINUTE_MS);
  const { facilitator, present, words, carried, pulse, topic, condition, objection, amendment } = meeting;
  let meetingId = '' as MeetingId;
  const on = () => ({ mutationId: v4(), meetingId });
  const idOf = (title: string): StoryId => idOfStory(storyIds, title);
  const chair = team[facilitator];
  const shown = Object.entries(week.stories).filter(([, fate]) => fate === 'ACCEPTED' || fate === 'RETURNED');
  const [client, vendor] = ['CLIENT', 'VENDOR'].map((side) =>
    [facilitator, ...present].find((who) => sideOf(who) === side),
  );

  const events: SampleEvent[] = [
    {
      at: later(-4, -5),
      async act(services) {
        meetingId = await scheduleMeeting(services, chair, { mutationId: v4(), isoWeek: week.isoWeek });
      },
    },
    { at: at(1), act: (services) => startMeeting(services, chair, on()) },
    ...present.map((who, i) => ({
      at: at(1.2 + 0.3 * i),
      act: (services: Services) => checkIn(services, team[who], on()),
    })),
    ...goTo({
      PROMISES: AT.promises,
      GOALS: AT.goals,
      CONCERNS: AT.concerns,
      NEXT: AT.next,
      PULSE: AT.pulse,
      CLOSE: AT.close,
    }),
  ];

  function goTo(kinds: Partial<Record<StageKind, number>>): SampleEvent[] {
    return Object.entries(kinds).map(([kind, minutes]) => ({
      at: at(minutes),
      act: (services) => moveTo(services, (stage) => stage.kind === kind),
    }));
  }
  async function moveTo(services: Services, wanted: (stage: SampleStage) => boolean): Promise<void> {
    const stage = await stageOf(services, meetingId, wanted);
    const current = await services.sql.row(CURRENT, meetingId);
    await goToStage(services, chair, { ...on(), fromStageId: current?.id ?? '', stageId: stage.id });
  }
  const stageAbout = (services: Services, story: string | undefined) =>
    stageOf(services, meetingId, (stage) => (story ? stage.storyId === idOf(story) : stage.kind === 'CONCERNS'));

  if (topic) {
    events.push({
      at: later(-1, -2),
      act: (services) => addTopic(services, team[topic.by], { ...on(), title: topic.title, minutes: 5 }),
    });
    if (topic.parked)
      events.push({
        at: at(AT.close - 0.5),
        async act(services) {
          const stage = await stageOf(services, meetingId, ({ kind }) => kind === 'TOPIC');
          await parkTopic(services, chair, { ...on(), stageId: stage.id });
        },
      });
  }

  const forEach = (AT.concerns - AT.demos) / shown.length;
  for (const [i, [title, fate]] of shown.entries()) {
    const from = AT.demos + i * forEach;
    events.push({ at: at(from), act: (services) => moveTo(services, (stage) => stage.storyId === idOf(title)) });
    for (const [n, [by, text]] of (words[title] ?? []).entries())
      events.push({
        at: at(from + 0.5 + 0.4 * n),
        act: (services) => writeDemoWords(services, meetingId, idOf(title), team[by], text),
      });
    for (const [n, by] of [vendor, client].entries())
      if (by)
        events.push({
          at: at(from + forEach * 0.6 + 0.2 * n),
          act: (services) => judge(services, title, by, fate === 'RETURNED' ? reasonOf(week, title) : null),
        });
  }

  /** Every criterion is met, but for the last of a story that is returned, and what is still promised for the first. */
  async function judge(services: Services, title: string, by: Writer, returned: string | null): Promise<void> {
    const criteria = await services.sql.rows(CRITERIA, idOf(title));
    const promised = condition?.story === title && condition.by === by ? condition : null;
    for (const [i, criterion] of criteria.entries()) {
      const fails = returned !== null && i === criteria.length - 1;
      const conditional =
        promised && i === 0 ? { text: promised.text, dueOn: dayAfterMeeting(week.isoWeek, promised.days) } : null;
      await giveVerdict(services, team[by], {
        ...{ ...on(), storyId: idOf(title), ...criterion },
        verdict: fails ? 'NOT_MET' : conditional ? 'MET_WITH_CONDITION' : 'MET',
        note: fails ? (returned ?? '') : '',
        condition: conditional,
      });
    }
  }

  for (const [i, { by, text, story }] of meeting.decisions.entries())
    events.push({
      at: at(AT.concerns - 1 + 0.3 * i),
      act: async (services) =>
        recordDecision(services, team[by], { ...on(), stageId: (await stageAbout(services, story)).id, text }),
    });
  const named = async (services: Services, text: string) => ({
    mutationId: v4(),
    promiseId: (await services.sql.row(PROMISE, meetingId, text))?.id ?? '',
  });
  for (const [i, action] of meeting.actions.entries()) events.push(...actionEvents(action, i));
  if (condition)
    events.push(
      {
        at: later(0, 2),
        act: async (services) => acceptPromise(services, team.TH, await named(services, condition.text)),
      },
      ...keptEvents(condition.text, 'TH', condition.days),
    );
  for (const [i, { by, text, to, story }] of meeting.thanks.entries())
    events.push({
      at: at(AT.concerns + 0.5 + 0.3 * i),
      act: (services) =>
        celebrate(services, team[by], {
          ...{ ...on(), text, toMemberId: to ? team[to].id : null, storyId: story ? idOf(story) : null },
        }),
    });
  for (const [title, reason] of Object.entries(carried))
    events.push({
      at: at(AT.next + 2),
      act: (services) => carryOverStory(services, chair, { ...on(), storyId: idOf(title), choice: 'CARRY', reason }),
    });
  for (const [i, [who, score]] of Object.entries(pulse).entries())
    events.push({
      at: at(AT.pulse + 0.2 + 0.1 * i),
      act: (services) => answerPulse(services, team[who as Writer], { ...on(), score }),
    });
  events.push(
    { at: at(AT.pulse + 1), act: (services) => revealPulse(services, chair, on()) },
    { at: at(AT.close + 1), act: (services) => closeMeeting(services, chair, on()) },
  );

  function actionEvents({ by, owner, text, days, story }: SampleMeeting['actions'][number], i: number): SampleEvent[] {
    const made: SampleEvent = {
      at: at(AT.concerns + 1.5 + 0.3 * i),
      act: async (services) =>
        recordAction(services, team[by], {
          ...{ ...on(), text, dueOn: dayAfterMeeting(week.isoWeek, days), ownerId: team[owner].id },
          ...{ stageId: (await stageAbout(services, story)).id, storyId: story ? idOf(story) : null },
        }),
    };
    return [made, ...keptEvents(text, owner, days)];
  }

  function keptEvents(text: string, owner: Writer, days: number): SampleEvent[] {
    const other = team[sideOf(owner) === 'CLIENT' ? 'TH' : 'PR'];
    return [
      {
        at: later(days - 1, 1),
        act: async (services) => reportPromiseKept(services, team[owner], await named(services, text)),
      },
      { at: later(days, 2), act: async (services) => confirmPromise(services, other, await named(services, text)) },
    ];
  }

  const read = async (services: Services) => ({ ...on(), hash: (await services.sql.row(HASH, meetingId))?.hash ?? '' });
  for (const [by, days] of meeting.ratified)
    events.push({
      at: days === 0 ? at(AT.close + 20) : later(days, -4),
      act: async (services) => ratifyMinutes(services, team[by], await read(services)),
    });
  if (objection)
    events.push({
      at: later(objection.days, -3),
      act: async (services) =>
        objectToMinutes(services, team[objection.by], { ...(await read(services)), text: objection.text }),
    });
  if (amendment)
    events.push({
      at: later(amendment.days, -2),
      act: (services) => amendMinutes(services, team[amendment.by], { ...on(), text: amendment.text }),
    });
  return events.filter((event) => event.at < today);
}

/** This week's meeting is in the calendar, and somebody who will not be there has said already what is not met. */
function beforehand(week: DatedWeek, { team, storyIds, today }: Setting): SampleEvent[] {
  const story = 'Card that fails at the reader still gets you home';
  let meetingId = '' as MeetingId;
  const soon = new Date(today.getTime() - 20 * MINUTE_MS);
  const judge = async (services: Services, by: Writer, note: string): Promise<void> => {
    const [criterion] = await services.sql.rows(CRITERIA, idOfStory(storyIds, story));
    if (!criterion) return;
    const verdict = note ? ('NOT_MET' as const) : ('MET' as const);
    const about = { mutationId: v4(), meetingId, storyId: idOfStory(storyIds, story) };
    await giveVerdict(services, team[by], { ...about, ...criterion, verdict, note });
  };
  return [
    {
      at: soon,
      async act(services) {
        const startsAt = nextStart(week.isoWeek, today);
        const command = { mutationId: v4(), isoWeek: week.isoWeek, startsAt };
        meetingId = await scheduleMeeting(services, team.PR, command);
        const topic = { mutationId: v4(), meetingId, title: 'Who answers at night after Christmas?', minutes: 5 };
        await addTopic(services, team.AO, topic);
      },
    },
    { at: new Date(soon.getTime() + MINUTE_MS), act: (services) => judge(services, 'SR', '') },
    {
      at: new Date(soon.getTime() + 2 * MINUTE_MS),
      act: (services) => judge(services, 'JL', 'At the old readers in the depot the card is still refused twice.'),
    },
  ];
}

/** At its slot, or as soon as one can read up on it where that is past: the sample always has a meeting ready to begin. */
function nextStart(isoWeek: string, today: Date): Date | null {
  return meetingStart(isoWeek) > today ? null : new Date(today.getTime() + 30 * MINUTE_MS);
}

const reasonOf = ({ returned = {} }: SampleWeek, title: string): string =>
  returned[title] ?? storyOf(title).reason ?? 'It is not as it was agreed.';

import type { Writer } from './sample-story.ts';
import type { When } from './working-calendars.ts';

/** A concern and what became of it, each moment in the owner’s calendar; without `raised` it came up within the last working day. */
export interface SampleConcern {
  title: string;
  detail: string;
  by: Writer;
  owner: 'CLIENT' | 'VENDOR';
  raised?: When;
  story?: string;
  /** Raised from what its raiser had written last in a stand-up. */
  fromStandup?: boolean;
  /** The title of an earlier one that has come back. */
  recurs?: string;
  answer?: { by: Writer; at: When; text: string };
  resolve?: { by: Writer; at: When; resolution: string; prevention: string };
  close?: { at: When };
}

/** Answered, where they were, within a working day: only the one that nobody answered has climbed. */
export const concernWords: readonly SampleConcern[] = [
  {
    title: 'The test bus is on the road when we want to test',
    detail: 'Twice this week bus 4107 was out on route 9. We stood in the yard with three telephones and no bus.',
    ...{ by: 'MZ', owner: 'CLIENT', raised: [20, '14:30'] },
    answer: {
      by: 'JL',
      at: [20, '16:10'],
      text: 'It was put back into service for a broken one. I am asking for another.',
    },
    resolve: {
      ...{ by: 'JL', at: [17, '11:00'] },
      resolution: 'Bus 4112 is yours on Tuesdays and Thursdays from ten to two. It is on the depot’s sheet.',
      prevention: 'The sheet names it as reserved, so the yard cannot give it away without ringing me.',
    },
    close: { at: [16, '15:00'] },
  },
  {
    title: 'Criteria change after both have agreed',
    detail: 'The refund had three new words on Wednesday. They were good words, but we had built the old ones.',
    ...{ by: 'TH', owner: 'CLIENT', raised: [18, '15:20'], story: 'Refund is approved by two people' },
    answer: {
      by: 'PR',
      at: [17, '09:40'],
      text: 'That was finance, after they read it. They had not been asked before we agreed.',
    },
    resolve: {
      ...{ by: 'PR', at: [15, '12:15'] },
      resolution: 'Finance now reads whatever touches money before I agree to it.',
      prevention: 'The label “fares” puts their name among the owners; without them I do not agree.',
    },
    close: { at: [15, '15:30'] },
  },
  {
    title: 'Alarms rang in the control room during a test',
    detail: 'At 02:40 four alarms came up for buses that do not exist. I rang two drivers out of their break.',
    ...{ by: 'AO', owner: 'VENDOR', raised: [16, '08:30'] },
    answer: {
      by: 'TH',
      at: [16, '09:15'],
      text: 'Our test sent to the real room. It is switched off, and I am sorry for the two breaks.',
    },
    resolve: {
      ...{ by: 'TH', at: [15, '10:00'] },
      resolution: 'The test system has an address of its own, and cannot reach the room any more.',
      prevention: 'Its key does not open the real one. Mei tried, with Sofia watching.',
    },
    close: { at: [14, '09:30'] },
  },
  {
    title: 'Nobody can say who looks after the depot’s tablets',
    detail: 'They are locked to an old browser. Ours, the depot’s and the supplier’s people each name another.',
    ...{ by: 'SR', owner: 'CLIENT', raised: [6, '16:00'], fromStandup: true },
    answer: { by: 'JL', at: [5, '11:00'], text: 'It was nobody. From today it is Ruth Adeyemi at the depot.' },
    resolve: {
      ...{ by: 'JL', at: [4, '10:30'] },
      resolution: 'Ruth has the codes, and all thirty tablets were brought up to date last night.',
      prevention: 'They update themselves in the night; Ruth gets a list of those that did not.',
    },
    close: { at: [3, '15:15'] },
  },
  {
    title: 'Two alarms came from a test again',
    detail: 'Not four as before, but two, at 03:15, for a bus number that ended in T.',
    ...{ by: 'AO', owner: 'VENDOR', raised: [8, '08:20'], recurs: 'Alarms rang in the control room during a test' },
    answer: {
      by: 'MZ',
      at: [8, '11:00'],
      text: 'That was an old test phone that was still signed in as a bus. It is signed out.',
    },
    resolve: {
      ...{ by: 'TH', at: [5, '10:45'] },
      resolution: 'All seven test phones were found, and their old sign-ins have ended.',
      prevention: 'A bus number that is not in the fleet’s list rings nowhere, whoever sends it.',
    },
  },
  {
    title: 'Friday’s showing has no dispatcher in it',
    detail: 'On the last two Fridays nobody who works at a desk was there. We then learnt on Tuesday what was wrong.',
    ...{ by: 'SR', owner: 'CLIENT', raised: [7, '14:10'] },
    resolve: {
      ...{ by: 'PR', at: [7, '16:30'] },
      resolution: 'The shift plan has one dispatcher free from three to four on Fridays, by name.',
      prevention: 'It is in the plan for the quarter; Ama finds somebody else when one is ill.',
    },
  },
  {
    title: 'The list of bank holidays is wrong in the timetable data',
    detail: 'The summer bank holiday is missing, so school runs would show on it.',
    ...{ by: 'TH', owner: 'CLIENT', raised: [4, '14:45'], story: 'School runs are hidden on public holidays' },
    answer: {
      ...{ by: 'PR', at: [3, '10:20'] },
      text: 'You are right. The council’s file had it as a Sunday. I have asked for a new one, which takes them until next week.',
    },
  },
  {
    title: 'Who may silence which alarm is not decided',
    detail: 'We can build either. But without a list we shall show something on Friday that may be unsafe.',
    ...{ by: 'TH', owner: 'CLIENT', raised: [2, '10:00'], story: 'Controller silences an alarm for twenty minutes' },
  },
  {
    title: 'The map is slow on the old screens of desk six',
    detail: 'It takes four seconds to move. The others are fine; desk six still has the screens of 2014.',
    ...{ by: 'AO', owner: 'VENDOR' },
  },
];

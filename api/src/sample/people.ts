import type { Role } from '@tandem/schema/partnership/rules';
import type { Writer } from './sample-story.ts';

export interface SamplePerson {
  initials: Writer | 'KB';
  name: string;
  email: string;
  side: 'CLIENT' | 'VENDOR';
  role: Role;
  title: string;
  expertise: string;
  strengths: string;
  wantsToLearn: string;
  workingWithMe: string;
  timeZone: string;
}

const LONDON = 'Europe/London';
const BOGOTA = 'America/Bogota';

/** Each party's lead first: they are the two whose sign-in links are printed. */
export const people: readonly SamplePerson[] = [
  {
    initials: 'PR',
    name: 'Priya Raman',
    email: 'priya.raman@meridian.example',
    side: 'CLIENT',
    role: 'LEAD',
    title: 'Head of operations',
    expertise: 'Punctuality, the regulator’s rules, what Monday’s meeting needs',
    strengths: 'Says no early and gives the reason. Reads every criterion before agreeing to it.',
    wantsToLearn: 'How to read a burn-up without taking it for a promise',
    workingWithMe:
      'Ring me for anything that stops a bus; write for the rest. Mondays before ten I am in the punctuality meeting.',
    timeZone: LONDON,
  },
  {
    initials: 'TH',
    name: 'Tomás Herrera',
    email: 'tomas.herrera@fieldnote.example',
    side: 'VENDOR',
    role: 'LEAD',
    title: 'Delivery lead',
    expertise: 'Real-time vehicle data, maps, working with control rooms',
    strengths: 'Splits large things into weeks. Finds out who really decides.',
    wantsToLearn: 'How the depot plans its vehicles overnight',
    workingWithMe:
      'I start at eight in Bogotá, which is your early afternoon. Put the question first and the background after it.',
    timeZone: BOGOTA,
  },
  {
    initials: 'AO',
    name: 'Ama Okafor',
    email: 'ama.okafor@meridian.example',
    side: 'CLIENT',
    role: 'MEMBER',
    title: 'Senior dispatcher',
    expertise: 'The night shift, diversions, how drivers really talk on the radio',
    strengths: 'Remembers every diversion since 2009, and stays calm when three things fail at once.',
    wantsToLearn: 'How the software decides that a bus is late',
    workingWithMe:
      'I work nights in even weeks: leave it in writing and you have it by breakfast. I answer the radio first.',
    timeZone: LONDON,
  },
  {
    initials: 'JL',
    name: 'Jonas Lindqvist',
    email: 'jonas.lindqvist@meridian.example',
    side: 'CLIENT',
    role: 'SPONSOR',
    title: 'Director of service',
    expertise: 'Lost property, fares, drivers’ agreements; twenty years behind the wheel',
    strengths: 'Drivers trust him. Knows which agreement was made, and with whom.',
    wantsToLearn: 'What an acceptance criterion can and cannot say',
    workingWithMe:
      'Short messages, please. If I have not answered by Thursday, ask again; it got lost, I am not offended.',
    timeZone: LONDON,
  },
  {
    initials: 'MZ',
    name: 'Mei Zhang',
    email: 'mei.zhang@fieldnote.example',
    side: 'VENDOR',
    role: 'MEMBER',
    title: 'Software engineer',
    expertise: 'Timetable formats, offline devices, charging plans',
    strengths: 'Reads specifications to the end. Makes things work without a signal.',
    wantsToLearn: 'What a charging plan looks like from the yard',
    workingWithMe:
      'I think better in writing. No meetings before nine in Bogotá, and tell me when a test on the bus is possible.',
    timeZone: BOGOTA,
  },
  {
    initials: 'SR',
    name: 'Sofia Rossi',
    email: 'sofia.rossi@fieldnote.example',
    side: 'VENDOR',
    role: 'MEMBER',
    title: 'Designer',
    expertise: 'Accessibility, signs that can be read in the rain, words',
    strengths: 'Hears what people do not say in a test. Draws before she argues.',
    wantsToLearn: 'Welsh, at least enough for the signs',
    workingWithMe:
      'Show me the place, or a photo of it. I would rather hear that something is ugly on the first day than on the last.',
    timeZone: BOGOTA,
  },
  {
    initials: 'KB',
    name: 'Kwame Boateng',
    email: 'kwame.boateng@fieldnote.example',
    side: 'VENDOR',
    role: 'OBSERVER',
    title: 'Partner, Fieldnote',
    expertise: 'Reads along; ask him about contracts',
    strengths: 'Reads contracts so that nobody else has to.',
    wantsToLearn: 'What a week costs when a criterion changes late',
    workingWithMe: 'I read along and rarely write. Ring me when money or a signature is in question.',
    timeZone: BOGOTA,
  },
];

export const labels: readonly string[] = [
  'control room',
  'drivers',
  'passengers',
  'timetables',
  'lost property',
  'accessibility',
  'fares',
  'depot',
  'safety',
  'reporting',
];

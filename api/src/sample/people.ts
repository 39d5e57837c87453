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

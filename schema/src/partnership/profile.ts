import * as v from 'valibot';
import { day } from '../day.ts';

/** A party's profile, written by both parties: what each knows of the other. Sections in their order. */
export const PROFILE_SECTIONS = ['BUSINESS', 'SECTOR', 'PRESSURES', 'SUCCESS', 'DECISIONS'] as const;
export type ProfileSection = (typeof PROFILE_SECTIONS)[number];

export const PROFILE_SECTION_MAX = 10_000;

/** A member's stay with another party, both days included. */
export const AddPlacement = v.pipe(
  v.object({ startsOn: day, endsOn: day }),
  v.forward(
    v.check(({ startsOn, endsOn }) => endsOn >= startsOn, 'The stay ends before it starts; change either day.'),
    ['endsOn'],
  ),
);

import * as v from 'valibot';
import { isCommonPassword } from './common-passwords.ts';
import {
  EMAIL_MAX,
  EXPERTISE_MAX,
  KEY_PREFIX,
  MEMBER_TITLE_MAX,
  PARTNERSHIP_NAME_MAX,
  PARTY_NAME_MAX,
  PASSWORD_MAX,
  PASSWORD_MIN,
  PERSON_NAME_MAX,
  PURPOSE_MAX,
  STRENGTHS_MAX,
  WANTS_TO_LEARN_MAX,
  WORKING_WITH_ME_MAX,
} from './rules.ts';
import { line, lines, name } from './text.ts';
import { timeZoneFrom } from './time-zone.ts';

/** What each form takes: the page and the command check with the same schema and say the same sentence. */
const ADDRESS = /^[^\s@"<>()[\]\\,;:]+@[^\s@"<>()[\]\\,;:]+\.[^\s@"<>()[\]\\,;:.]{2,}$/;

export const email = v.pipe(
  line('The e-mail address', EMAIL_MAX),
  v.regex(ADDRESS, 'That is not an e-mail address; it looks like name@example.org.'),
);

export const password = v.pipe(
  v.string(),
  v.minLength(PASSWORD_MIN, `The password is too short; use at least ${PASSWORD_MIN} characters.`),
  v.maxLength(PASSWORD_MAX, `The password is too long; use at most ${PASSWORD_MAX} characters.`),
  v.check((text) => !/[\0\p{Cs}]/u.test(text), 'The password has a character that cannot be typed; choose another.'),
  v.check((text) => new Set(text).size > 3, 'The password repeats itself; use more different characters.'),
  v.check(
    (text) => !isCommonPassword(text),
    'This password is one of those that attackers try first; choose another, such as a few words.',
  ),
);

export const timeZone = v.pipe(
  v.string(),
  v.transform((text) => timeZoneFrom(text)),
  v.string('There is no such time zone; choose one such as Europe/London.'),
);
const personName = name('The name', PERSON_NAME_MAX);

const partnershipFields = {
  name: name('The partnership’s name', PARTNERSHIP_NAME_MAX),
  purpose: lines('The purpose', PURPOSE_MAX),
  timeZone,
  firstIterationDay: v.pipe(
    v.number(),
    v.integer('The first day of the week is a number from 1 (Monday) to 7 (Sunday).'),
    v.minValue(1, 'The first day of the week is a number from 1 (Monday) to 7 (Sunday).'),
    v.maxValue(7, 'The first day of the week is a number from 1 (Monday) to 7 (Sunday).'),
  ),
};

export const SignUp = v.object({ name: personName, email, password, timeZone });
export const UpdatePerson = v.object({ name: personName, timeZone });
export const StartPartnership = v.object({
  ...partnershipFields,
  keyPrefix: v.pipe(
    v.string(),
    v.regex(KEY_PREFIX, 'The key prefix is 2 to 6 capital letters and digits and starts with a letter, such as MT.'),
  ),
  clientName: name('The client’s name', PARTY_NAME_MAX),
  vendorName: name('The vendor’s name', PARTY_NAME_MAX),
});
export const UpdatePartnership = v.object(partnershipFields);
export const UpdateMember = v.object({
  title: line('The title', MEMBER_TITLE_MAX),
  expertise: line('The expertise', EXPERTISE_MAX),
  strengths: v.nullish(line('What you are good at', STRENGTHS_MAX)),
  wantsToLearn: v.nullish(line('What you want to learn', WANTS_TO_LEARN_MAX)),
  workingWithMe: v.nullish(lines('How to work with you', WORKING_WITH_ME_MAX)),
});

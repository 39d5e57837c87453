import * as v from 'valibot';

/** The working agreement's sections, in their order. */
export const AGREEMENT_SECTIONS = [
  'HOW_WE_WORK',
  'CLIENT_RESPONSIBILITIES',
  'VENDOR_RESPONSIBILITIES',
  'EXPECTATIONS',
  'DEFINITION_OF_DONE',
] as const;
export type AgreementSection = (typeof AGREEMENT_SECTIONS)[number];

export const AGREEMENT_SECTION_MAX = 20_000;
export const LADDER_LEVELS_MAX = 5;
const LADDER_DAYS_MIN = 0.5;
const LADDER_DAYS_MAX = 30;
const LADDER_MEMBERS_MAX = 20;

/** How a sentence names a section. */
export const sectionTitles = (clientName: string, vendorName: string): Readonly<Record<AgreementSection, string>> => ({
  HOW_WE_WORK: 'How we work',
  CLIENT_RESPONSIBILITIES: `What ${clientName} takes on`,
  VENDOR_RESPONSIBILITIES: `What ${vendorName} takes on`,
  EXPECTATIONS: 'What we expect of each other',
  DEFINITION_OF_DONE: 'When something is done',
});

/** What holds until both parties have signed a ladder: leads first, then sponsors, each after this much time. */
export const DEFAULT_LADDER_DAYS = 2;

const DAYS = `The time to respond is from ${LADDER_DAYS_MIN} to ${LADDER_DAYS_MAX} working days.`;

const level = v.object({
  days: v.pipe(v.number(), v.finite(DAYS), v.minValue(LADDER_DAYS_MIN, DAYS), v.maxValue(LADDER_DAYS_MAX, DAYS)),
  memberIds: v.pipe(
    v.array(v.pipe(v.string(), v.toLowerCase())),
    v.transform((ids) => [...new Set(ids)].sort()),
    v.minLength(1, 'Each level needs people of both parties; choose at least one of each.'),
    v.maxLength(LADDER_MEMBERS_MAX, `A level has at most ${LADDER_MEMBERS_MAX} people; choose those who decide.`),
  ),
});

export const SetEscalationLadder = v.object({
  levels: v.pipe(
    v.array(level),
    v.minLength(1, 'A ladder has at least one level.'),
    v.maxLength(LADDER_LEVELS_MAX, `A ladder has at most ${LADDER_LEVELS_MAX} levels; take some out.`),
  ),
});

/** Limits of people, parties and partnerships, shared by the forms and the commands. Lengths are in UTF-16 units. */
export const PERSON_NAME_MAX = 80;
export const EMAIL_MAX = 254;
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 200;
export const PARTNERSHIP_NAME_MAX = 80;
export const PARTY_NAME_MAX = 60;
export const PURPOSE_MAX = 400;
export const MEMBER_TITLE_MAX = 80;
export const EXPERTISE_MAX = 200;
export const STRENGTHS_MAX = 400;
export const WANTS_TO_LEARN_MAX = 400;
export const WORKING_WITH_ME_MAX = 1_000;
/** The prefix of every story key, such as MT in MT-101. */
export const KEY_PREFIX = /^[A-Z][A-Z0-9]{1,5}$/;
export const INVITATION_DAYS = 7;

export type Role = 'LEAD' | 'MEMBER' | 'SPONSOR' | 'OBSERVER';
export type PartyKind = 'CLIENT' | 'VENDOR';

/** LEAD signs and manages its party's members, MEMBER writes, SPONSOR signs and receives escalations, OBSERVER reads. */
export const CAN_WRITE: ReadonlySet<Role> = new Set(['LEAD', 'MEMBER', 'SPONSOR']);
/** Signs a commitment for the party; the working agreement is signed by leads alone. */
export const CAN_SIGN: ReadonlySet<Role> = new Set(['LEAD', 'SPONSOR']);
export const CAN_MANAGE_MEMBERS: ReadonlySet<Role> = new Set(['LEAD']);

/** What a member can be notified of; each kind is set by itself: in the page, by e-mail at once, in the digest, or not. */
export const NOTIFICATION_KINDS = [
  'MENTIONED',
  'QUESTION_ASKED',
  'QUESTION_ANSWERED',
  'AGREEMENT_DROPPED',
  'SIGNATURE_ASKED',
  'SIGNED',
  'STORY_DECLINED',
  'SCOPE_CHANGED',
  'CONCERN_RAISED',
  'CONCERN_ANSWERED',
  'CONCERN_ESCALATED',
  'CONCERN_RESOLVED',
  'PROMISE_ASKED',
  'PROMISE_ANSWERED',
  'PROMISE_DUE',
  'PROMISE_MISSED',
  'PROMISE_RENEGOTIATED',
  'BUDGET_WARNED',
  'DISPUTE_ESCALATED',
  'MINUTES_OBJECTED',
  'MINUTES_DUE',
  'MEETING_SCHEDULED',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** Each kind as settings and mails call it. */
export const KIND_WORDS: Readonly<Record<NotificationKind, string>> = {
  MENTIONED: 'Somebody mentions me',
  QUESTION_ASKED: 'A question for my party',
  QUESTION_ANSWERED: 'A question is answered',
  AGREEMENT_DROPPED: 'An edit ends an agreement of my party',
  SIGNATURE_ASKED: 'Something waits for my signature',
  SIGNED: 'Something is signed',
  STORY_DECLINED: 'A story is declined for the week',
  SCOPE_CHANGED: 'The week’s scope changes',
  CONCERN_RAISED: 'A concern for my party',
  CONCERN_ANSWERED: 'A concern of mine is answered',
  CONCERN_ESCALATED: 'A concern climbs to me',
  CONCERN_RESOLVED: 'A concern is resolved',
  PROMISE_ASKED: 'A promise is asked of me',
  PROMISE_ANSWERED: 'A promise is given, declined or kept',
  PROMISE_DUE: 'A promise of mine is due today',
  PROMISE_MISSED: 'A promise is missed',
  PROMISE_RENEGOTIATED: 'A promise gets another date',
  BUDGET_WARNED: 'The budget is nearly used',
  DISPUTE_ESCALATED: 'A disputed story is brought to me',
  MINUTES_OBJECTED: 'The other side objects to minutes',
  MINUTES_DUE: 'Minutes still wait for my party’s word',
  MEETING_SCHEDULED: 'A meeting is called, moved or cancelled',
};

export const EMAIL_MODES = ['OFF', 'NOW', 'DIGEST'] as const;
/** NOW within a minute; DIGEST with everything else of the day, at eight in the morning of a working day. */
export type EmailMode = (typeof EMAIL_MODES)[number];

/** What holds until a member chooses otherwise: what somebody waits for goes by e-mail at once. */
export const DEFAULT_EMAIL: Readonly<Record<NotificationKind, EmailMode>> = {
  MENTIONED: 'NOW',
  QUESTION_ASKED: 'NOW',
  QUESTION_ANSWERED: 'DIGEST',
  AGREEMENT_DROPPED: 'DIGEST',
  SIGNATURE_ASKED: 'NOW',
  SIGNED: 'DIGEST',
  STORY_DECLINED: 'DIGEST',
  SCOPE_CHANGED: 'DIGEST',
  CONCERN_RAISED: 'NOW',
  CONCERN_ANSWERED: 'DIGEST',
  CONCERN_ESCALATED: 'NOW',
  CONCERN_RESOLVED: 'DIGEST',
  PROMISE_ASKED: 'NOW',
  PROMISE_ANSWERED: 'DIGEST',
  PROMISE_DUE: 'NOW',
  PROMISE_MISSED: 'NOW',
  PROMISE_RENEGOTIATED: 'DIGEST',
  BUDGET_WARNED: 'DIGEST',
  DISPUTE_ESCALATED: 'NOW',
  MINUTES_OBJECTED: 'NOW',
  MINUTES_DUE: 'NOW',
  MEETING_SCHEDULED: 'DIGEST',
};

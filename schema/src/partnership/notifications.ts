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
  'CONCERN_ESCALATED',
  'CONCERN_RESOLVED',
  'PROMISE_ASKED',
  'PROMISE_DUE',
  'PROMISE_MISSED',
  'PROMISE_RENEGOTIATED',
  'BUDGET_WARNED',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

export type EmailMode = 'OFF' | 'NOW' | 'DIGEST';

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
  CONCERN_ESCALATED: 'NOW',
  CONCERN_RESOLVED: 'DIGEST',
  PROMISE_ASKED: 'NOW',
  PROMISE_DUE: 'NOW',
  PROMISE_MISSED: 'NOW',
  PROMISE_RENEGOTIATED: 'DIGEST',
  BUDGET_WARNED: 'DIGEST',
};

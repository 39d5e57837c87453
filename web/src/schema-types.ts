/** The secret of an invitation link. */
export type AcceptInvitationInput = {
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** What follows the # in the link. It works once, within seven days. */
  token: string;
};

/** A story to demonstrate that the agenda does not have yet, or not any more. */
export type AddDemoInput = {
  /** The stage that it follows. */
  afterId?: string | null | undefined;
  /** The stage that it precedes. */
  beforeId?: string | null | undefined;
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Which story. */
  storyId: string;
};

/** A link to what was built, or to a recording of its demo. */
export type AddDemoLinkInput = {
  /** LINK or RECORDING; a screenshot is uploaded to /files instead. */
  kind: EvidenceKind;
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Which story; it need not be on the screen. */
  storyId: string;
  /** What it shows: one line of 1 to 200 characters. */
  title: string;
  /** An http or https address, up to 2,000 characters. */
  url: string;
};

/** A stay on site with another party. */
export type AddPlacementInput = {
  /** The last day, not before the first. */
  endsOn: string;
  /** The viewer’s own member, or for a lead anybody of their party. */
  memberId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** The first day. */
  startsOn: string;
  /** Another party of the partnership. */
  withPartyId: string;
};

/** A screenshot that was uploaded before, by POST /files. */
export type AddScreenshotInput = {
  /** The file’s id, as the upload answered. */
  fileId: string;
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Which story; it need not be on the screen. */
  storyId: string;
  /** What it shows: one line of 1 to 200 characters. It is the picture’s text, too. */
  title: string;
};

/** A ready story to take into a committed week. */
export type AddToScopeInput = {
  /** Who asked for it: an active member of either party. */
  askedById: string;
  /** Which iteration; every party must have signed it. */
  iterationId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Why, 1 to 2,000 characters; both parties read it. */
  reason: string;
  /** Which story. */
  storyId: string;
};

/** A topic for the agenda. */
export type AddTopicInput = {
  /** The stage that it follows. */
  afterId?: string | null | undefined;
  /** The stage that it precedes. */
  beforeId?: string | null | undefined;
  /** Which meeting. */
  meetingId: string;
  /** How long it is given, in minutes: 1 to 120. */
  minutes?: number;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** What it is about: one line of 1 to 200 characters. */
  title: string;
};

/** One step of the meeting, from the stage that whoever asks for it sees. */
export type AdvanceMeetingInput = {
  /** The current stage as it was seen: when the meeting is elsewhere by now, nothing moves. */
  fromStageId: string;
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Which way. */
  step?: StageStep;
};

/** Wordings that the viewer’s party agrees to: all of them, or none. */
export type AgreeToCriteriaInput = {
  /** 1 to 100 criteria of the story, each as it was read. */
  criteria: Array<ReadCriterionInput>;
  /** A new UUID for each mutation; sent again with the same one, it acts once. */
  mutationId: string;
  /** Which story. */
  storyId: string;
};

/** A part of the working agreement. */
export type AgreementSection =
  /** What the client takes on. */
  | 'CLIENT_RESPONSIBILITIES'
  /** When something counts as done. */
  | 'DEFINITION_OF_DONE'
  /** What each expects of the other. */
  | 'EXPECTATIONS'
  /** The week, the meetings, how work is shown and decided. */
  | 'HOW_WE_WORK'
  /** What the vendor takes on. */
  | 'VENDOR_RESPONSIBILITIES';

/** The words of one part of the working agreement, as its proposer read them. */
export type AgreementTextInput = {
  /** Which part. */
  section: AgreementSection;
  /** Its plain words, blocks separated by a line feed. */
  text: string;
};

/** What is added to minutes after they were closed. */
export type AmendMinutesInput = {
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** What, 1 to 4,000 characters. */
  text: string;
};

/** The owner’s answer. */
export type AnswerConcernInput = {
  /** Which concern. */
  concernId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** What is the case, and what will be done; 1 to 4,000 characters. */
  text: string;
};

/** The viewer’s own answer to the pulse. */
export type AnswerPulseInput = {
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** 1 (badly) to 5 (very well). A later answer takes an earlier one’s place. */
  score: number;
};

/** An answer to a question. */
export type AnswerQuestionInput = {
  /** Plain text, 1 to 4,000 characters. */
  answer: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Which question: one asked of the viewer’s party. */
  questionId: string;
};

/** A question about a story. */
export type AskQuestionInput = {
  /** Today or later in the zone of the asked party’s calendar, at most a year ahead. */
  dueOn: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** About which story. */
  storyId: string;
  /** Plain text, 1 to 2,000 characters. */
  text: string;
  /** Whose answer is waited for: a party of the partnership. */
  toPartyId: string;
};

/** One more owner for a story. */
export type AssignStoryInput = {
  /** An active member of either party. Already an owner: nothing changes. */
  memberId: string;
  /** A new UUID for each mutation; sent again with the same one, it acts once. */
  mutationId: string;
  /** Which story. */
  storyId: string;
};

/** How somebody took part. */
export type AttendanceKind =
  /** Gave a verdict before the deadline, without being there. */
  | 'ASYNCHRONOUS'
  /** Checked in while it took place. */
  | 'PRESENT';

/** What a budget is counted in. */
export type BudgetUnit =
  /** Money of one currency: what is recorded as spent. */
  | 'MONEY'
  /** Story points: delivered and accepted ones are spent. */
  | 'POINTS';

/** How near a budget is to its end. */
export type BudgetWarning =
  /** At least 80 % is spent. */
  | 'NEAR'
  /** Less than 80 % is spent. */
  | 'NONE'
  /** All of it is spent, or more. */
  | 'OVER';

/** What the viewer’s party calls a goal. */
export type CallGoalInput = {
  /** Which goal of the iteration. */
  goalId: string;
  /** Which iteration. */
  iterationId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** What to say to it, up to 2,000 characters. */
  note?: string;
  /** The word. */
  outcome: GoalOutcome;
};

/** A meeting that does not take place. */
export type CancelMeetingInput = {
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Why, 1 to 400 characters; both sides read it. */
  reason: string;
};

/** What becomes of a story that was not accepted. */
export type CarryOverChoice =
  /** The next week takes it on as it is. */
  | 'CARRY'
  /** It is not to be built. */
  | 'DROP'
  /** What is left of it becomes a story of its own, which the next week takes on. */
  | 'SPLIT';

/** What becomes of a story that was not accepted. */
export type CarryOverStoryInput = {
  /** What. */
  choice: CarryOverChoice;
  /** Of a split: the criteria that go to the new story, some of them, not all. */
  criterionIds?: Array<string> | null | undefined;
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Why, 1 to 2,000 characters. */
  reason: string;
  /** Which story. */
  storyId: string;
  /** Of a split: the new story’s title, one line of 1 to 200 characters. */
  title?: string | null | undefined;
  /** The ISO week that takes it on. Left out, the one after the meeting’s. */
  toWeek?: string | null | undefined;
};

/** Thanks: to a person, for a story, or both. */
export type CelebrateInput = {
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** The story it is about. */
  storyId?: string | null | undefined;
  /** What for, 1 to 400 characters. */
  text: string;
  /** Whom it thanks: not oneself. */
  toMemberId?: string | null | undefined;
};

/** A member’s new role. */
export type ChangeMemberRoleInput = {
  /** A member of the viewer’s own party. */
  memberId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** The new role. A party keeps at least one lead. */
  role: Role;
};

/** A new password for the viewer’s account. */
export type ChangePasswordInput = {
  /** The password until now; left out only by somebody who never had one. */
  currentPassword?: string | null | undefined;
  /** 10 to 200 characters. */
  newPassword: string;
};

/** The end of a concern. */
export type CloseConcernInput = {
  /** Which concern. */
  concernId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Why, at most 4,000 characters; needed where nobody has resolved it. */
  reason?: string | null | undefined;
};

/** What became different between a frozen week and the week as it stands. */
export type CommitmentChangeKind =
  /** Who agrees to a criterion, or since when; its words are the same. */
  | 'AGREEMENT_CHANGED'
  /** The budget. */
  | 'BUDGET_CHANGED'
  /** The capacity. */
  | 'CAPACITY_CHANGED'
  /** A criterion is new. */
  | 'CRITERION_ADDED'
  /** The words of a criterion. */
  | 'CRITERION_CHANGED'
  /** A criterion is gone. */
  | 'CRITERION_REMOVED'
  /** The week’s days. */
  | 'DATES_CHANGED'
  /** What a party declined, or why. */
  | 'DECLINED_CHANGED'
  /** A goal is new. */
  | 'GOAL_ADDED'
  /** The words of a goal. */
  | 'GOAL_CHANGED'
  /** A goal is gone. */
  | 'GOAL_REMOVED'
  /** A planned story may no longer be committed, though none of its frozen words changed. */
  | 'NOT_READY'
  /** Whose signatures are needed. */
  | 'PARTIES_CHANGED'
  /** A story’s points. */
  | 'POINTS_CHANGED'
  /** A story came in. */
  | 'STORY_ADDED'
  /** A story left. */
  | 'STORY_REMOVED'
  /** The words of a story’s title. */
  | 'TITLE_CHANGED';

/** Where a commitment stands. */
export type CommitmentState =
  /** Signed by every party. It stays so. */
  | 'IN_FORCE'
  /** Frozen, and waiting for a signature; the week is still as it was frozen. */
  | 'PROPOSED'
  /** Something changed since it was frozen, so nobody can sign it: propose again. */
  | 'STALE'
  /** Taken back, or replaced by a newer proposal. It stays in the record. */
  | 'WITHDRAWN';

/** What happened to a concern. */
export type ConcernEventKind =
  /** Its owner answered. */
  | 'ANSWERED'
  /** The raiser closed it. */
  | 'CLOSED'
  /** It climbed a step of the ladder, by its clock or by the raiser’s party. Once for each step. */
  | 'ESCALATED'
  /** It was raised. */
  | 'RAISED'
  /** The raiser said what was still open; the clock runs again. */
  | 'REOPENED'
  /** Its owner said what was done, and what keeps it from coming back. */
  | 'RESOLVED';

/** Where a concern stands between being raised and being closed. */
export type ConcernState =
  /** Its owner has answered and the clock stands; the raiser escalates, reopens or closes it. */
  | 'ANSWERED'
  /** Its raiser has closed it. It stays so; what comes back is raised again as a recurrence. */
  | 'CLOSED'
  /** It waits for its owner; the clock runs, or stands on the ladder’s last step. */
  | 'OPEN'
  /** Its owner says that it is dealt with; the raiser closes or reopens it. */
  | 'RESOLVED';

/** What is still promised for a criterion that is met. */
export type ConditionInput = {
  /** By the end of which day, in the zone of the vendor’s calendar. */
  dueOn: string;
  /** Who of that party sees to it. */
  ownerId?: string | null | undefined;
  /** The party that owes it. Left out, the vendor; needed where there are several. */
  ownerPartyId?: string | null | undefined;
  /** What is to be done, 1 to 1,000 characters. */
  text: string;
};

/** Consent to another day. */
export type ConsentToRenegotiationInput = {
  /** The day as it was read: what is consented to. */
  dueOn: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Which promise. */
  promiseId: string;
};

/** A new label. */
export type CreateLabelInput = {
  /** A new UUID for each mutation; sent again with the same one, it acts once. */
  mutationId: string;
  /** One line, up to 40 characters, unlike the others without regard to case. */
  name: string;
  /** Where it belongs. */
  partnershipId: string;
};

/** A new story, put last in the backlog as a draft. The viewer becomes the writer of its first words. */
export type CreateStoryInput = {
  /** Acceptance criteria in their order: up to 100 of up to 4,000 characters. */
  criteria?: Array<string>;
  /** Points, 0 to 100; null when not estimated. */
  estimate?: number | null | undefined;
  /** Up to 20 labels of the partnership. */
  labelIds?: Array<string>;
  /** A new UUID for each mutation; sent again with the same one, it acts once. */
  mutationId: string;
  /** Plain text, up to 100,000 characters; each line becomes a paragraph. */
  narrative?: string;
  /** Up to 12 members of either party. */
  ownerIds?: Array<string>;
  /** Where it belongs. */
  partnershipId: string;
  /** One line, up to 200 characters; may wait to be written together. */
  title?: string;
};

/** A planned story that the viewer’s party does not commit to. */
export type DeclineStoryInput = {
  /** Which iteration. */
  iterationId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Why, 1 to 2,000 characters; both sides read it. */
  reason: string;
  /** Which story. */
  storyId: string;
};

/** What the parties’ verdicts come to. */
export type DemoOutcome =
  /** Met by every party. */
  | 'ACCEPTED'
  /** The parties’ verdicts differ. Only a new verdict or an escalation ends it. */
  | 'DISPUTED'
  /** A verdict is missing. */
  | 'PENDING'
  /** Not met, or not shown, as every party finds. */
  | 'RETURNED';

/** What became of some words between two moments. */
export type DiffKind =
  /** They stand at the later moment only. */
  | 'ADDED'
  /** They stood at the earlier moment only. */
  | 'REMOVED'
  /** They stood at both. */
  | 'SAME';

/** Whether and when something goes by e-mail too. */
export type EmailMode =
  /** With all else that waits, at 8:00 by the member’s own clock on the days that their party works. */
  | 'DIGEST'
  /** Within a minute, as a mail of its own. */
  | 'NOW'
  /** Not by e-mail. */
  | 'OFF';

/** Whose slot ends: no further meetings are scheduled by themselves. */
export type EndMeetingSlotInput = {
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Which partnership. */
  partnershipId: string;
};

/** Why an answer does not settle a concern. */
export type EscalateConcernInput = {
  /** Which concern. */
  concernId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** What the answer leaves open; 1 to 4,000 characters. */
  reason: string;
};

/** A disagreement to take to the sponsors. */
export type EscalateDisputeInput = {
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** What is disagreed about, 1 to 2,000 characters. */
  reason: string;
  /** Which story; it need not be on the screen. */
  storyId: string;
};

/** One step of an escalation ladder. */
export type EscalationLevelInput = {
  /** Working days without an answer before it comes to this level, 0.5 to 30. */
  days: number;
  /** Members of the partnership, at least one of each party and at most 20. */
  memberIds: Array<string>;
};

/** A story’s estimate. */
export type EstimateStoryInput = {
  /** A new UUID for each mutation; sent again with the same one, it acts once. */
  mutationId: string;
  /** Points, 0 to 100; null takes the estimate back. */
  points?: number | null | undefined;
  /** Which story. */
  storyId: string;
};

/** How a demo can be looked at. */
export type EvidenceKind =
  /** Where what was built can be tried. */
  | 'LINK'
  /** Where the demo was recorded. */
  | 'RECORDING'
  /** A picture that is kept here. */
  | 'SCREENSHOT';

/** What the viewer’s party finds of a criterion. */
export type GiveVerdictInput = {
  /** Needed for MET_WITH_CONDITION, and only then. */
  condition?: ConditionInput | null | undefined;
  /** Which criterion. */
  criterionId: string;
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** A sentence, up to 2,000 characters; needed for NOT_MET. */
  note?: string;
  /** Which story; it need not be on the screen. */
  storyId: string;
  /** What. */
  verdict: VerdictKind;
  /** The version that was read: the one that was committed to. */
  version: number;
};

/** A stage to go to, from the stage that whoever asks for it sees. */
export type GoToStageInput = {
  /** The current stage as it was seen: when the meeting is elsewhere by now, nothing moves. */
  fromStageId: string;
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Which stage. */
  stageId: string;
};

/** What a party calls a goal. */
export type GoalOutcome =
  /** It was reached. */
  | 'MET'
  /** It was not reached. */
  | 'NOT_MET'
  /** Some of it was reached. */
  | 'PARTLY';

/** What you saw of others and was not called durable before your connection ended. */
export type HandInUpdatesInput = {
  /** The connectionId of your own open `document` subscription. */
  connectionId: string;
  /** The document. */
  documentId: string;
  /** In the order in which they came: at most 256, and 700 KiB decoded in all. */
  updates: Array<SignedUpdateInput>;
};

/** To whom facilitation goes. */
export type HandOverFacilitationInput = {
  /** Which meeting. */
  meetingId: string;
  /** Which member: of either party, but no observer. */
  memberId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
};

/** A day that a party does not work. */
export type HolidayInput = {
  /** What it is called, 1 to 80 characters. */
  name: string;
  /** Which day; each once. */
  on: string;
};

/** Whether an invitation’s link still works. */
export type InvitationState =
  /** Somebody joined with it; it works no more. */
  | 'ACCEPTED'
  /** Nobody used it within its seven days. */
  | 'EXPIRED'
  /** The link can be used once. */
  | 'OPEN'
  /** A lead withdrew it. */
  | 'REVOKED';

/** Who is invited to which party. */
export type InviteMemberInput = {
  /** The only e-mail address that can accept; leave it out and anyone with the link can. */
  email?: string | null | undefined;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** The viewer’s own party, or another that has no members yet. */
  partyId: string;
  /** The role they get. The first person of another party can only be its LEAD. */
  role: Role;
};

/** Where an iteration lies in time. */
export type IterationPhase =
  /** It runs now. */
  | 'CURRENT'
  /** It is over. */
  | 'FINISHED'
  /** It has not begun. */
  | 'UPCOMING';

/** How a story stands in an iteration. */
export type IterationStoryState =
  /** Added after the commitment, by the scope ledger. */
  | 'ADDED'
  /** In the signed commitment. */
  | 'COMMITTED'
  /** A party declined it, and says why. */
  | 'DECLINED'
  /** Meant for it; nobody has committed to it. */
  | 'PLANNED'
  /** Taken out after the commitment, by the scope ledger. */
  | 'REMOVED'
  /** It was meant for it once, and went back to the backlog or to another iteration. */
  | 'UNPLANNED';

/** One more label on a story. */
export type LabelStoryInput = {
  /** A label of the partnership. Already on it: nothing changes. */
  labelId: string;
  /** A new UUID for each mutation; sent again with the same one, it acts once. */
  mutationId: string;
  /** Which story. */
  storyId: string;
};

/** How a calendar day stands for somebody, by their own clock. */
export type LocalDay =
  /** It has ended where they are. */
  | 'OVER'
  /** It has not begun where they are. */
  | 'TO_COME'
  /** It is this day where they are. */
  | 'UNDER_WAY';

/** A link for a calendar program. */
export type MakeCalendarFeedInput = {
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Of which partnership’s meetings. */
  partnershipId: string;
};

/** A promise: made by a member of the party that owes it, else asked for. */
export type MakePromiseInput = {
  /** The concern that it answers. */
  concernId?: string | null | undefined;
  /** Today or later in the zone of the owner party’s calendar, at most a year ahead. */
  dueOn: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Who of that party sees to it: anyone of it but an observer. */
  ownerId?: string | null | undefined;
  /** The party that owes it. Left out, it is that of `ownerId`, or else the viewer’s own. */
  ownerPartyId?: string | null | undefined;
  /** Where. */
  partnershipId: string;
  /** The story that it is about. */
  storyId?: string | null | undefined;
  /** What is promised, 1 to 1,000 characters. */
  text: string;
  /** The party that it is owed to. Left out, it is the other one; needed where there are more than two. */
  toPartyId?: string | null | undefined;
};

/** Which meeting. */
export type MeetingInput = {
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
};

/** Where a meeting stands. */
export type MeetingState =
  /** It does not take place; the reason says why. */
  | 'CANCELLED'
  /** Over: its minutes are frozen. */
  | 'CLOSED'
  /** It takes place now. */
  | 'OPEN'
  /** To come: its agenda is open to everybody. */
  | 'SCHEDULED';

/** Another time for a meeting. */
export type MoveMeetingInput = {
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** When it begins, UTC: not past, at most a year ahead. */
  startsAt: string;
};

/** Where you are in a document that you have open. */
export type MovePresenceInput = {
  /** The connectionId of your own open `document` subscription. */
  connectionId: string;
  /** A JSON object in at most 2,048 characters: the caret and selection as Yjs relative positions; null for none. */
  cursor?: string | null | undefined;
  /** The document. */
  documentId: string;
  /** The part you are in, in at most 64 characters; null for none. */
  field?: string | null | undefined;
  /** True while you are typing. */
  writing?: boolean;
};

/** A stage and where it goes: after or before another. */
export type MoveStageInput = {
  /** The stage that it follows. */
  afterId?: string | null | undefined;
  /** The stage that it precedes. */
  beforeId?: string | null | undefined;
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Which stage. */
  stageId: string;
};

/** A name for a moment of a story. */
export type NameVersionInput = {
  /** A new UUID for each mutation; sent again with the same one, it acts once. */
  mutationId: string;
  /** One line of 1 to 80 characters. A moment that has a name gets this one. */
  name: string;
  /** The moment, from 1; null for the words as they stand now. */
  seq?: number | null | undefined;
  /** Which story. */
  storyId: string;
};

/** What a member can be told of. */
export type NotificationKind =
  /** An edit ends an agreement of my party. */
  | 'AGREEMENT_DROPPED'
  /** The budget is nearly used. */
  | 'BUDGET_WARNED'
  /** A concern of mine is answered. */
  | 'CONCERN_ANSWERED'
  /** A concern climbs to me. */
  | 'CONCERN_ESCALATED'
  /** A concern for my party. */
  | 'CONCERN_RAISED'
  /** A concern is resolved. */
  | 'CONCERN_RESOLVED'
  /** A disputed story is brought to me. */
  | 'DISPUTE_ESCALATED'
  /** A meeting is called, moved or cancelled. */
  | 'MEETING_SCHEDULED'
  /** Somebody mentions me. */
  | 'MENTIONED'
  /** Minutes still wait for my party’s word. */
  | 'MINUTES_DUE'
  /** The other side objects to minutes. */
  | 'MINUTES_OBJECTED'
  /** A promise is given, declined or kept. */
  | 'PROMISE_ANSWERED'
  /** A promise is asked of me. */
  | 'PROMISE_ASKED'
  /** A promise of mine is due today. */
  | 'PROMISE_DUE'
  /** A promise is missed. */
  | 'PROMISE_MISSED'
  /** A promise gets another date. */
  | 'PROMISE_RENEGOTIATED'
  /** A question is answered. */
  | 'QUESTION_ANSWERED'
  /** A question for my party. */
  | 'QUESTION_ASKED'
  /** The week’s scope changes. */
  | 'SCOPE_CHANGED'
  /** Something waits for my signature. */
  | 'SIGNATURE_ASKED'
  /** Something is signed. */
  | 'SIGNED'
  /** A story is declined for the week. */
  | 'STORY_DECLINED';

/** What a party finds wrong in minutes. */
export type ObjectToMinutesInput = {
  /** The hash of what was read. */
  hash: string;
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** What, 1 to 4,000 characters; both sides read it. */
  text: string;
};

/** The two sides of a partnership. */
export type PartyKind =
  /** The organisation whose business the software serves; its members accept or return what is delivered. */
  | 'CLIENT'
  /** An organisation that builds the software; there may be more than one. */
  | 'VENDOR';

/** A week to plan. */
export type PlanIterationInput = {
  /** An ISO 8601 week such as 2026-W47, from this one to a year ahead. One that is planned already stays as it is. */
  isoWeek: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Where it belongs. */
  partnershipId: string;
};

/** A story for an iteration: next to one neighbour, or last when none is given. */
export type PlanStoryInput = {
  /** The story of the iteration right after which it goes; not together with beforeId. */
  afterId?: string | null | undefined;
  /** The story of the iteration right before which it goes; not together with afterId. */
  beforeId?: string | null | undefined;
  /** Which iteration. */
  iterationId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Which story. */
  storyId: string;
};

/** What the viewer says of a day, all of it. At least one of the three says something. */
export type PostStandupInput = {
  /** What concerns them, at most 2,000 characters. */
  concern?: string;
  /** What they have done, at most 4,000 characters. */
  done?: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** What they do next, at most 4,000 characters. */
  next?: string;
  /** The viewer’s own present day, which it is without this. Another is BAD_USER_INPUT: over, or to come. */
  on?: string | null | undefined;
  /** Where. */
  partnershipId: string;
};

/** Which promise. */
export type PromiseInput = {
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Which promise. */
  promiseId: string;
};

/** Which promise, and why. */
export type PromiseReasonInput = {
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Which promise. */
  promiseId: string;
  /** Why, 1 to 2,000 characters; both sides read it. */
  reason: string;
};

/** Where a promise stands. */
export type PromiseState =
  /** The other side asks for it; it waits for its owner’s word. Past its day it stays asked. */
  | 'ASKED'
  /** It was asked for, and its owner does not promise it. */
  | 'DECLINED'
  /** Its owner says that it is kept; it waits for the other side to confirm, however long. */
  | 'DONE'
  /** The other side has confirmed it. */
  | 'KEPT'
  /** Its day ended and it was not kept. The clock says so, not a person. */
  | 'MISSED'
  /** It is promised, and not kept yet. */
  | 'OPEN'
  /** Before its day, both sides agreed on another one: `renegotiatedTo` stands instead. */
  | 'RENEGOTIATED';

/** The working agreement as its proposer read it: nobody signs what they have not seen. */
export type ProposeAgreementInput = {
  /** The ladder, the level that is asked first at the start. */
  ladder: Array<EscalationLevelInput>;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Whose agreement. */
  partnershipId: string;
  /** Every part; one that is left out was read as empty. */
  sections: Array<AgreementTextInput>;
};

/** A week to be signed. */
export type ProposeCommitmentInput = {
  /** Which iteration. */
  iterationId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
};

/** Another day for a promise. */
export type ProposeRenegotiationInput = {
  /** Another day than now, today or later in the zone of the owner party’s calendar. */
  dueOn: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Which promise. */
  promiseId: string;
  /** Why, 1 to 2,000 characters; both sides read it. */
  reason: string;
};

/** Edits of a document that you have open. */
export type PushUpdateInput = {
  /** The connectionId of your own open `document` subscription. */
  connectionId: string;
  /** The document. */
  documentId: string;
  /** Yjs updates (encoding v1) in base64, in their order: at most 256, and 700 KiB decoded in all. All are taken or none. */
  updates: Array<string>;
};

/** Where a question stands. */
export type QuestionState =
  /** Somebody of that party has answered. */
  | 'ANSWERED'
  /** It waits for the party that was asked, and keeps its story from READY. */
  | 'OPEN'
  /** It was taken back unanswered. */
  | 'WITHDRAWN';

/** A new concern. */
export type RaiseConcernInput = {
  /** More about it, at most 4,000 characters. */
  detail?: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** The party that is to answer it; it may be the viewer’s own. */
  ownerPartyId: string;
  /** Where. */
  partnershipId: string;
  /** The resolved or closed concern that has come back. */
  recurrenceOfId?: string | null | undefined;
  /** The stand-up entry that it comes from. */
  standupEntryId?: string | null | undefined;
  /** The story that it is about. */
  storyId?: string | null | undefined;
  /** One line, 1 to 200 characters. */
  title: string;
};

/** A story’s place in the backlog: next to one neighbour, or first when none is given. */
export type RankStoryInput = {
  /** The story right after which it goes; not together with beforeId. */
  afterId?: string | null | undefined;
  /** The story right before which it goes; not together with afterId. */
  beforeId?: string | null | undefined;
  /** A new UUID for each mutation; sent again with the same one, it acts once. */
  mutationId: string;
  /** Which story. */
  storyId: string;
};

/** A party’s signature under minutes. */
export type RatifyMinutesInput = {
  /** The hash of what was read. */
  hash: string;
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
};

/** A criterion as the viewer has read it. */
export type ReadCriterionInput = {
  /** Which criterion. */
  criterionId: string;
  /** Its text, exactly. */
  text: string;
  /** Its version. */
  version: number;
};

/** Which notifications were read: `ids` or `all`. */
export type ReadNotificationsInput = {
  /** All there are now. */
  all?: boolean;
  /** The viewer’s own notifications, 1 to 500. */
  ids?: Array<string> | null | undefined;
  /** In which partnership. */
  partnershipId: string;
};

/** An action, recorded where it falls: it becomes a promise. */
export type RecordActionInput = {
  /** By the end of which day, in the zone of the calendar of the party that owes it. */
  dueOn: string;
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Who of that party sees to it. */
  ownerId?: string | null | undefined;
  /** The party that owes it. Left out, that of `ownerId`, or else the viewer’s own. */
  ownerPartyId?: string | null | undefined;
  /** Which stage. */
  stageId: string;
  /** The story that it is about. */
  storyId?: string | null | undefined;
  /** What is to be done, 1 to 1,000 characters. */
  text: string;
};

/** A decision, recorded where it falls. */
export type RecordDecisionInput = {
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Which stage. */
  stageId: string;
  /** What was decided, 1 to 2,000 characters. */
  text: string;
};

/** Money spent. */
export type RecordSpendInput = {
  /** In the budget’s currency, with at most two decimals; not 0, and negative to correct an earlier one. */
  amount: number;
  /** Which iteration. */
  iterationId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** What it was spent on, 1 to 400 characters. */
  note: string;
};

/** Other points for a story of a committed week. */
export type ReestimateStoryInput = {
  /** Who asked for it: an active member of either party. */
  askedById: string;
  /** Which iteration; every party must have signed it. */
  iterationId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Points, 0 to 100. */
  points: number;
  /** Why, 1 to 2,000 characters; both parties read it. */
  reason: string;
  /** Which story. */
  storyId: string;
};

/** A link, recording or screenshot to take away. */
export type RemoveEvidenceInput = {
  /** Which. */
  evidenceId: string;
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Which story; it need not be on the screen. */
  storyId: string;
};

/** A story to take out of a committed week. */
export type RemoveFromScopeInput = {
  /** Who asked for it: an active member of either party. */
  askedById: string;
  /** Which iteration; every party must have signed it. */
  iterationId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Why, 1 to 2,000 characters; both parties read it. */
  reason: string;
  /** Which story. */
  storyId: string;
};

/** Who leaves. */
export type RemoveMemberInput = {
  /** A member of the viewer’s own party, and not its last lead. */
  memberId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
};

/** Which stay is taken out. */
export type RemovePlacementInput = {
  /** Whose: the viewer’s own member, or for a lead anybody of their party. */
  memberId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** The placement. */
  placementId: string;
};

/** Why a concern is not settled. */
export type ReopenConcernInput = {
  /** Which concern. */
  concernId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** What is still open; 1 to 4,000 characters. */
  reason: string;
};

/** How a concern was dealt with. */
export type ResolveConcernInput = {
  /** Which concern. */
  concernId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** What keeps it from coming back; 1 to 4,000 characters. */
  prevention: string;
  /** What was done about it; 1 to 4,000 characters. */
  resolution: string;
};

/** Old words to write back. */
export type RestoreVersionInput = {
  /** A new UUID for each mutation; sent again with the same one, it acts once. */
  mutationId: string;
  /** The moment whose words come back, from 1. */
  seq: number;
  /** Which story. */
  storyId: string;
};

/** Which invitation to withdraw. */
export type RevokeInvitationInput = {
  /** An invitation to the viewer’s party, or one that the viewer’s party made. */
  invitationId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
};

/** What a member may do in a partnership. */
export type Role =
  /** Signs for the party, manages its members, and writes. */
  | 'LEAD'
  /** Writes and votes. */
  | 'MEMBER'
  /** Reads everything and writes nothing but their own profile. */
  | 'OBSERVER'
  /** A level above: receives escalations, signs, and may write. */
  | 'SPONSOR';

/** A ruling on a dispute, for the viewer’s party. */
export type RuleOnDisputeInput = {
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Why, 1 to 2,000 characters. */
  note: string;
  /** How. */
  ruling: Ruling;
  /** Which story; it need not be on the screen. */
  storyId: string;
};

/** How a party’s sponsor rules on a dispute. */
export type Ruling =
  /** The story is accepted. */
  | 'ACCEPT'
  /** It is returned. */
  | 'RETURN';

/** A meeting to put into the calendar. */
export type ScheduleMeetingInput = {
  /** The ISO week that it looks back on, such as 2026-W47. */
  isoWeek: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Whose meeting. */
  partnershipId: string;
  /** When it begins, UTC. Left out, at the partnership’s slot in that week; needed where there is no slot. */
  startsAt?: string | null | undefined;
};

/** What was done to the scope of a committed week. */
export type ScopeChangeKind =
  /** A ready story came in. */
  | 'ADD'
  /** A story got other points. */
  | 'REESTIMATE'
  /** A story went back to the backlog. */
  | 'REMOVE'
  /** A part of a story became a story of its own, outside the week. */
  | 'SPLIT';

/** What the client puts aside. */
export type SetBudgetInput = {
  /** Whole points up to 1,000, or money with at most two decimals; null takes the budget back. */
  amount?: number | null | undefined;
  /** ISO 4217, such as GBP; needed with money, and only then. */
  currency?: string | null | undefined;
  /** Which iteration. */
  iterationId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** What it is counted in; needed with an amount. */
  unit?: BudgetUnit | null | undefined;
};

/** What the vendor can take on. */
export type SetCapacityInput = {
  /** Which iteration. */
  iterationId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Points, 0 to 1,000; null takes the capacity back. */
  points?: number | null | undefined;
};

/** The escalation ladder, all of it. */
export type SetEscalationLadderInput = {
  /** 1 to 5 levels, the one that is asked first at the start. */
  levels: Array<EscalationLevelInput>;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Whose ladder. */
  partnershipId: string;
};

/** When a partnership meets. */
export type SetMeetingSlotInput = {
  /** How long it lasts, in minutes: 15 to 240. */
  duration?: number;
  /** Every so many weeks, 1 to 4. */
  everyWeeks?: number;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Which partnership. */
  partnershipId: string;
  /** The question of the pulse, 1 to 200 characters. */
  pulseQuestion?: string;
  /** How many people of each party make a quorum, 1 to 20. */
  quorum?: number;
  /** Minutes after midnight in the partnership’s zone, 0 to 1,439. */
  startsAt: number;
  /** How many hours after its start absent people may give a verdict, 0 to 336. */
  verdictHours?: number;
  /** ISO weekday, 1 (Monday) to 7 (Sunday). */
  weekday: number;
};

/** How the viewer wants to be told of one kind of thing. */
export type SetNotificationInput = {
  /** Whether and when it shall go by e-mail. */
  email: EmailMode;
  /** Whether it shall count as unread in the inbox. */
  inPage: boolean;
  /** Of what. */
  kind: NotificationKind;
  /** In which partnership. */
  partnershipId: string;
};

/** How long a stage is given. */
export type SetStageMinutesInput = {
  /** Which meeting. */
  meetingId: string;
  /** Minutes, 1 to 120, with what it has taken already. */
  minutes: number;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Which stage. */
  stageId: string;
};

/** A party’s working calendar, all of it. */
export type SetWorkingCalendarInput = {
  /** When work ends, later than it starts; 24:00 is the end of the day. */
  closesAt: string;
  /** Days not worked, at most 400. */
  holidays: Array<HolidayInput>;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** When work starts, two digits each for hour and minute, such as 09:00. */
  opensAt: string;
  /** The viewer’s own party. */
  partyId: string;
  /** The IANA zone that its days and hours are in, such as Asia/Kolkata. */
  timeZone: string;
  /** ISO weekdays worked, 1 (Monday) to 7 (Sunday); at least one. */
  weekdays: Array<number>;
};

/** Which proposal is signed. */
export type SignAgreementInput = {
  /** Its hash, as the signer read it. */
  hash: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** The proposal’s id. */
  snapshotId: string;
};

/** A signature under a proposal, naming exactly what the signer read. */
export type SignCommitmentInput = {
  /** The proposal’s hash. */
  hash: string;
  /** Which iteration. */
  iterationId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** For which party: the signer’s own, which it is when left out. */
  partyId?: string | null | undefined;
  /** The proposal’s id. */
  snapshotId: string;
};

/** Who signs in. */
export type SignInInput = {
  /** The address of the account, in any case. */
  email: string;
  /** Its password. */
  password: string;
};

/** The secret of a sign-in link. */
export type SignInWithLinkInput = {
  /** What follows the # in the link. It works once, within 24 hours. */
  token: string;
};

/** Which browser to sign out. */
export type SignOutSessionInput = {
  /** One of the viewer’s own sessions. */
  sessionId: string;
};

/** What a new account takes. */
export type SignUpInput = {
  /** An address nobody else has signed up with. */
  email: string;
  /** The name everybody will see, 1 to 80 characters. */
  name: string;
  /** 10 to 200 characters. */
  password: string;
  /** IANA time zone, such as Europe/London. */
  timeZone: string;
};

/** What the viewer says about going on. */
export type SignalStageInput = {
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** What; null takes it back. */
  signal?: StageSignalKind | null | undefined;
  /** Which stage. */
  stageId: string;
};

/** An update as it was relayed to you, whoever wrote it. */
export type SignedUpdateInput = {
  /** What stood in its place among the event’s `signatures`. */
  signature: string;
  /** One of an event’s `updates`, unchanged. */
  update: string;
};

/** What the scope ledger keeps of a split in a committed week. */
export type SplitScopeInput = {
  /** Who asked for it: an active member of either party. */
  askedById: string;
  /** Points of what stays, 0 to 100; as they were when left out. */
  points?: number | null | undefined;
  /** Why, 1 to 2,000 characters; both parties read it. */
  reason: string;
};

/** A story to split. */
export type SplitStoryInput = {
  /** The criteria that go to the new story: some of them, not all. */
  criterionIds: Array<string>;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Needed for a story of a committed week, and only then used; the new story is a draft outside it. */
  scope?: SplitScopeInput | null | undefined;
  /** Which story. */
  storyId: string;
  /** The new story’s title: one line of 1 to 200 characters. */
  title: string;
};

/** One stage of a meeting. */
export type StageInput = {
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Which stage. */
  stageId: string;
};

/** What a stage of a meeting is about. */
export type StageKind =
  /** Who is here, and whether each party has its quorum. Always first. */
  | 'CHECK_IN'
  /** What was decided and promised, once more. Always last. */
  | 'CLOSE'
  /** What is unanswered past its time. */
  | 'CONCERNS'
  /** One story is shown, and gets its verdicts. */
  | 'DEMO'
  /** What became of the week’s goals, as each party calls them. */
  | 'GOALS'
  /** What was not accepted is carried over, and the next iteration is planned and signed. */
  | 'NEXT'
  /** What was promised by now, and what was missed. */
  | 'PROMISES'
  /** One question, answered by both sides under seal. */
  | 'PULSE'
  /** Something that somebody put on the agenda. */
  | 'TOPIC';

/** What somebody says about going on. */
export type StageSignalKind =
  /** Needs more time here. */
  | 'MORE_TIME'
  /** Ready for the next stage. */
  | 'READY';

/** Where to go from a stage. */
export type StageStep =
  /** To the stage before it. */
  | 'BACK'
  /** To the stage after it. */
  | 'NEXT';

/** A new partnership with its first two parties. */
export type StartPartnershipInput = {
  /** Whether the sample partnership, if the viewer belongs to it, is deleted for everybody in the same step. */
  clearSample?: boolean;
  /** The client’s name, 1 to 60 characters. */
  clientName: string;
  /** ISO weekday on which an iteration starts, 1 (Monday) to 7 (Sunday). */
  firstIterationDay: number;
  /** What story keys start with: 2 to 6 capital letters and digits, a letter first. */
  keyPrefix: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Its name, 1 to 80 characters; its slug is made from it. */
  name: string;
  /** What the parties build together and why, at most 400 characters; may be empty. */
  purpose: string;
  /** The viewer’s own side; they become its first lead. */
  side: PartyKind;
  /** IANA time zone of its weeks and dates, such as Europe/London. */
  timeZone: string;
  /** The vendor’s name, 1 to 60 characters. */
  vendorName: string;
};

/** Where a story stands between being written and being accepted. */
export type StoryState =
  /** The client accepted it. It stays so. */
  | 'ACCEPTED'
  /** In an iteration’s signed commitment, or added to it since; not begun. */
  | 'COMMITTED'
  /** Built, and waiting for the client’s verdict. */
  | 'DELIVERED'
  /** Being written; nothing is agreed. */
  | 'DRAFT'
  /** Not to be built; the reason says why. It can be taken up again as a draft. */
  | 'DROPPED'
  /** Being built. */
  | 'IN_PROGRESS'
  /** Every criterion is agreed by both parties as it stands, no question is open, and there is an estimate. Derived, never set by hand. */
  | 'READY'
  /** The client sent it back; the reason says why. */
  | 'RETURNED';

/** From whom facilitation is taken. */
export type TakeOverFacilitationInput = {
  /** Who facilitates as it was seen: when it is another by now, nothing happens. */
  fromMemberId: string;
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
};

/** A story’s next state, and with a neighbour also its place: so a drag on the board is one change. */
export type TransitionStoryInput = {
  /** The story right after which it goes; without a neighbour it keeps its place. */
  afterId?: string | null | undefined;
  /** The story right before which it goes; not together with afterId. */
  beforeId?: string | null | undefined;
  /** A new UUID for each mutation; sent again with the same one, it acts once. */
  mutationId: string;
  /** Why, up to 2,000 characters; RETURNED and DROPPED need it. */
  reason?: string | null | undefined;
  /** Which story. */
  storyId: string;
  /** One of the story’s `transitions`; otherwise CONFLICT, whose `possible` lists them. Its own state: only the place changes. */
  to: StoryState;
};

/** One owner fewer for a story. */
export type UnassignStoryInput = {
  /** The owner, who may have left the partnership. Not an owner: nothing changes. */
  memberId: string;
  /** A new UUID for each mutation; sent again with the same one, it acts once. */
  mutationId: string;
  /** Which story. */
  storyId: string;
};

/** A story that the viewer’s party declined and now takes. */
export type UndeclineStoryInput = {
  /** Which iteration. */
  iterationId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Which story. */
  storyId: string;
};

/** One label fewer on a story. */
export type UnlabelStoryInput = {
  /** The label. Not on it: nothing changes. */
  labelId: string;
  /** A new UUID for each mutation; sent again with the same one, it acts once. */
  mutationId: string;
  /** Which story. */
  storyId: string;
};

/** A story that is no longer planned for an iteration. */
export type UnplanStoryInput = {
  /** Which iteration. */
  iterationId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Which story. */
  storyId: string;
};

/** What a member says of themselves. */
export type UpdateMemberInput = {
  /** What they know and can be asked about, at most 200 characters; may be empty. */
  expertise: string;
  /** The viewer’s own member, or for a lead anybody of their party. */
  memberId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** What they are good at, at most 400 characters; left out, it stays as it is. */
  strengths?: string | null | undefined;
  /** Job title, at most 80 characters; may be empty. */
  title: string;
  /** What they would like to learn, at most 400 characters; left out, it stays as it is. */
  wantsToLearn?: string | null | undefined;
  /** How it is best to work with them, at most 1,000 characters; left out, it stays as it is. */
  workingWithMe?: string | null | undefined;
};

/** What a partnership says of itself. */
export type UpdatePartnershipInput = {
  /** ISO weekday on which an iteration starts, 1 (Monday) to 7 (Sunday). */
  firstIterationDay: number;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Its name, 1 to 80 characters. Its slug stays, so that links go on working. */
  name: string;
  /** Which partnership. */
  partnershipId: string;
  /** What the parties build together and why, at most 400 characters; may be empty. */
  purpose: string;
  /** IANA time zone of its weeks and dates, such as Europe/London. */
  timeZone: string;
};

/** What the viewer’s account says of them. */
export type UpdatePersonInput = {
  /** The name everybody will see, 1 to 80 characters. */
  name: string;
  /** IANA time zone, such as Europe/London. */
  timeZone: string;
};

/** What a party finds of a criterion, as it was committed to. */
export type VerdictKind =
  /** It is met. */
  | 'MET'
  /** It is met, and something is still promised by a day. */
  | 'MET_WITH_CONDITION'
  /** It is not met; the note says what. */
  | 'NOT_MET'
  /** Nobody has shown it. */
  | 'NOT_SHOWN';

/** What is waited for; each is gone once it is done. */
export type WaitingKind =
  /** A version of the working agreement that the party has not signed. */
  | 'AGREEMENT_TO_SIGN'
  /** A week that is proposed and not signed by the party. */
  | 'COMMITMENT_TO_SIGN'
  /** An open concern; at `dueAt` it climbs the ladder. */
  | 'CONCERN_TO_ANSWER'
  /** A concern that is answered or resolved, for its raiser to close or reopen. */
  | 'CONCERN_TO_JUDGE'
  /** A promise that is due within three days. */
  | 'PROMISE_DUE'
  /** A promise that is asked for: to be given or declined. */
  | 'PROMISE_TO_ANSWER'
  /** A promise that is reported kept. */
  | 'PROMISE_TO_CONFIRM'
  /** Another day for a promise, to be consented to or refused. */
  | 'PROMISE_TO_RENEGOTIATE'
  /** An open question to the party. */
  | 'QUESTION_TO_ANSWER'
  /** What somebody else changed in a signed week within the last two days. */
  | 'SCOPE_CHANGED'
  /** The viewer’s own stand-up of today, on a day that their party works. */
  | 'STANDUP_TO_POST'
  /** A story that came back; `detail` is why. */
  | 'STORY_RETURNED'
  /** Criteria that the party does not agree to as they stand; `count` says how many. Of stories that are planned, that another party has agreed to, or whose words changed since the party did; and all that the viewer owns. */
  | 'STORY_TO_AGREE'
  /** A delivered story, for the client to accept or return. */
  | 'STORY_TO_JUDGE'
  /** A story that the viewer is building. */
  | 'STORY_TO_SHOW';

/** An agreement that the viewer’s party takes back. */
export type WithdrawAgreementInput = {
  /** Which criterion. */
  criterionId: string;
  /** A new UUID for each mutation; sent again with the same one, it acts once. */
  mutationId: string;
  /** Which story. */
  storyId: string;
};

/** A decision to take back. */
export type WithdrawDecisionInput = {
  /** Which decision. */
  decisionId: string;
  /** Which meeting. */
  meetingId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
};

/** A proposal to take back. */
export type WithdrawProposalInput = {
  /** Which iteration. */
  iterationId: string;
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
};

/** A question to take back. */
export type WithdrawQuestionInput = {
  /** A UUID that the client makes for each mutation. Sent twice, it acts once and is answered the same. */
  mutationId: string;
  /** Which question. */
  questionId: string;
};

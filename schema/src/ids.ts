/** Branded ids: every id is a UUID in lower case, and an id of one kind is not assignable to another. */
declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type PersonId = Id<'Person'>;
export type PartnershipId = Id<'Partnership'>;
export type PartyId = Id<'Party'>;
export type MemberId = Id<'Member'>;
export type InvitationId = Id<'Invitation'>;
export type StoryId = Id<'Story'>;
export type CriterionId = Id<'Criterion'>;
export type QuestionId = Id<'Question'>;
export type IterationId = Id<'Iteration'>;
export type GoalId = Id<'Goal'>;
export type StandupEntryId = Id<'StandupEntry'>;
export type ConcernId = Id<'Concern'>;
export type PromiseId = Id<'Promise'>;
export type MeetingId = Id<'Meeting'>;
export type StageId = Id<'MeetingStage'>;
export type VerdictId = Id<'Verdict'>;
export type DisputeId = Id<'Dispute'>;
export type EvidenceId = Id<'DemoEvidence'>;
export type DecisionId = Id<'Decision'>;
export type CelebrationId = Id<'Celebration'>;
/** A frozen text that both parties sign: a commitment, a version of the working agreement, minutes. */
export type SnapshotId = Id<'Snapshot'>;
/** A document has the id of the entity whose words it holds. */
export type DocumentId = Id<'Document'>;

import type { MemberId, PartnershipId, PartyId, StageId, StoryId } from '@tandem/schema/ids';
import { type MemberRow, membersOf, type PartyRow, partiesOf } from '../../partnership/membership.ts';
import type { Context } from '../../platform/context.ts';
import { inBatch } from '../../platform/graphql/batch.ts';
import { loadNodes } from '../../platform/graphql/node.ts';
import type { MeetingRow } from '../meeting-rows.ts';
import { DEMOS_OF, type StoredDemo, type StoredRuling, type StoredVerdict } from './demos.sql.ts';
import { type JudgedDemo, judgeDemo } from './judge-demo.ts';
import { isDecided } from './settle-outcomes.ts';

/** A demo as plain data with its edges in place. */
export interface DemoRow {
  id: string;
  storyId: StoryId;
  [field: string]: unknown;
}

/** What of a meeting's row is needed: its agenda has the demos in their order, with their stories. */
interface DemoStage {
  id: StageId;
  storyId: StoryId | null;
  story: object | null;
}

/** A meeting's demos, in the agenda's order; a few statements for all meetings that are asked at once. */
export const demosOf = async (context: Context, meeting: MeetingRow): Promise<DemoRow[]> =>
  (await inBatch(context, 'demos', meeting, (meetings) => readDemos(context, meetings))) ?? [];

async function readDemos(
  context: Context,
  meetings: readonly MeetingRow[],
): Promise<ReadonlyMap<MeetingRow, DemoRow[]>> {
  const shown = meetings.flatMap((meeting) => stagesOf(meeting).map(({ storyId }) => [meeting.id, storyId] as const));
  const stored = await context.services.sql.rows(
    DEMOS_OF,
    shown.map(([meetingId]) => meetingId),
    shown.map(([, storyId]) => storyId),
    meetings.map(({ id }) => id),
  );
  const found = new Map<MeetingRow, DemoRow[]>();
  for (const [partnershipId, own] of Map.groupBy(meetings, (meeting) => meeting.partnershipId)) {
    const ends = await readEnds(context, partnershipId, own, stored);
    for (const meeting of own) {
      const demos = new Map(stored.filter((demo) => demo.meetingId === meeting.id).map((demo) => [demo.storyId, demo]));
      const stages = stagesOf(meeting);
      const order = new Set([...stages.map(({ storyId }) => storyId), ...demos.keys()]);
      const rows = [...order].flatMap((storyId) => demos.get(storyId) ?? []);
      found.set(
        meeting,
        rows.map((demo) =>
          demoRow(meeting, demo, stages.find(({ storyId }) => storyId === demo.storyId) ?? null, ends),
        ),
      );
    }
  }
  return found;
}

const stagesOf = ({ stages }: MeetingRow): (DemoStage & { storyId: StoryId })[] =>
  (stages as DemoStage[]).filter((stage): stage is DemoStage & { storyId: StoryId } => stage.storyId !== null);

interface Ends {
  members: ReadonlyMap<MemberId, MemberRow>;
  parties: readonly PartyRow[];
  promises: ReadonlyMap<string, object>;
  /** Those that are not on the agenda. */
  stories: ReadonlyMap<string, object>;
}

async function readEnds(
  context: Context,
  partnershipId: PartnershipId,
  meetings: readonly MeetingRow[],
  stored: readonly StoredDemo[],
): Promise<Ends> {
  const ids = new Set(meetings.map(({ id }) => id));
  const own = stored.filter(({ meetingId }) => ids.has(meetingId));
  const onAgenda = new Set(meetings.flatMap((meeting) => stagesOf(meeting).map(({ storyId }) => storyId)));
  const promiseIds = own.flatMap(({ verdicts }) => verdicts.flatMap(({ promiseId }) => promiseId ?? []));
  const storyIds = own.flatMap(({ storyId }) => (onAgenda.has(storyId) ? [] : [storyId]));
  const load = (type: string, some: readonly string[]): Promise<ReadonlyMap<string, object>> =>
    some.length > 0 ? loadNodes(context, type, [...new Set(some)]) : Promise.resolve(new Map<string, object>());
  const [members, parties, promises, stories] = await Promise.all([
    membersOf(context, partnershipId),
    partiesOf(context, partnershipId),
    load('Promise', promiseIds),
    load('Story', storyIds),
  ]);
  return { members, parties, promises, stories };
}

function demoRow(meeting: MeetingRow, stored: StoredDemo, stage: DemoStage | null, ends: Ends): DemoRow {
  const judged = judgeDemo(
    stored,
    ends.parties.map(({ id }) => id),
  );
  return {
    id: `${meeting.id}:${stored.storyId}`,
    storyId: stored.storyId,
    story: stage?.story ?? ends.stories.get(stored.storyId),
    stageId: stage?.id ?? null,
    criteria: judged.criteria.map(({ verdicts, history, ...criterion }) => ({
      ...criterion,
      verdicts: verdicts.map((verdict) => verdictRow(verdict, ends)),
      history: history.map((verdict) => verdictRow(verdict, ends)),
    })),
    outcome: judged.outcome,
    isProvisional: isProvisional(meeting, stored, judged),
    words: stored.words,
    evidence: stored.evidence.map(({ addedById, addedAt, ...evidence }) => ({
      ...evidence,
      ...{ addedBy: ends.members.get(addedById), addedAt: new Date(addedAt) },
    })),
    dispute: stored.dispute && {
      ...{ id: stored.dispute.id, reason: stored.dispute.reason, at: new Date(stored.dispute.at) },
      escalatedBy: ends.members.get(stored.dispute.escalatedById),
      rulings: judged.rulings.map((ruling) => rulingRow(ruling, ends)),
    },
  };
}

/** As it stands since it was last settled: what the clock makes due changes it with a change of the meeting. */
function isProvisional({ quorums }: MeetingRow, { isOpen }: StoredDemo, { outcome, isRuled }: JudgedDemo): boolean {
  const lacksQuorum = (quorums as { needed: number; came: number }[]).some(({ needed, came }) => came < needed);
  return isDecided(outcome) && isOpen && lacksQuorum && !isRuled;
}

const partyNamed = (parties: readonly PartyRow[], partyId: PartyId) => parties.find(({ id }) => id === partyId);

const verdictRow = (verdict: StoredVerdict, { members, parties, promises }: Ends): object => ({
  ...{ id: verdict.id, verdict: verdict.verdict, note: verdict.note, isAsynchronous: verdict.isAsynchronous },
  ...{ party: partyNamed(parties, verdict.partyId), member: members.get(verdict.memberId), at: new Date(verdict.at) },
  promise: (verdict.promiseId && promises.get(verdict.promiseId)) || null,
});

const rulingRow = ({ ruling, note, at, ...by }: StoredRuling, { members, parties }: Ends): object => ({
  ...{ ruling, note, at: new Date(at), party: partyNamed(parties, by.partyId), member: members.get(by.memberId) },
});

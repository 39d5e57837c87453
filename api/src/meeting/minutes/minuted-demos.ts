import type { EntityManager } from '@mikro-orm/postgresql';
import type { MeetingId, PartyId, PromiseId, StoryId } from '@tandem/schema/ids';
import type { MinutedDemo } from '@tandem/schema/meeting/minutes';
import type { SqlRunner } from '../../platform/db/sql.ts';
import { DEMOS_IN, DEMOS_OF, type StoredDemo, type StoredVerdict } from '../demo/demos.sql.ts';
import { type JudgedDemo, judgeDemo } from '../demo/judge-demo.ts';
import { isDecided } from '../demo/settle-outcomes.ts';

/** A story that was shown, as minutes call it. */
export type ShownStory = Pick<MinutedDemo, 'story' | 'key' | 'title' | 'points'>;

export interface Judging {
  meetingId: MeetingId;
  /** All of them, the client first. */
  parties: readonly PartyId[];
  lacksQuorum: boolean;
  /** What each condition promises. */
  conditions: Readonly<Record<PromiseId, string>>;
}

/** What came of each story that was shown, in their order: as the meeting’s page judges it. */
export async function minutedDemos(
  source: EntityManager | Pick<SqlRunner, 'rows'>,
  shown: readonly ShownStory[],
  judging: Judging,
): Promise<MinutedDemo[]> {
  const ids = shown.map(({ story }) => story);
  const stored = await storedDemos(source, judging.meetingId, ids);
  const demos = new Map(stored.map((demo) => [demo.storyId, demo]));
  return shown.flatMap((story) => {
    const demo = demos.get(story.story);
    return demo ? minuted(story, demo, judging) : [];
  });
}

async function storedDemos(
  source: EntityManager | Pick<SqlRunner, 'rows'>,
  meetingId: MeetingId,
  ids: readonly StoryId[],
): Promise<StoredDemo[]> {
  if (ids.length === 0) return [];
  if ('rows' in source)
    return source.rows(
      DEMOS_OF,
      ids.map(() => meetingId),
      ids,
      [],
    );
  return source.execute<StoredDemo[]>(DEMOS_IN, [meetingId, `{${ids.join(',')}}`]);
}

function minuted(story: ShownStory, stored: StoredDemo, { parties, lacksQuorum, conditions }: Judging): MinutedDemo {
  const judged = judgeDemo(stored, parties);
  const { outcome, isRuled } = judged;
  return {
    ...story,
    outcome,
    provisional: isDecided(outcome) && !isRuled && stored.isOpen && lacksQuorum,
    words: stored.words,
    criteria: judged.criteria.map(({ criterionId, version, text, verdicts }) => ({
      ...{ id: criterionId, version, text },
      verdicts: verdicts.map((verdict) => minutedVerdict(verdict, conditions)),
    })),
    dispute: stored.dispute && {
      ...{ reason: stored.dispute.reason, member: stored.dispute.escalatedById },
      rulings: rulingsOf(judged),
    },
    evidence: stored.evidence.map(({ kind, title, url }) => ({ kind, title, url })),
  };
}

const minutedVerdict = (
  { partyId, memberId, verdict, note, promiseId, isAsynchronous, at }: StoredVerdict,
  conditions: Judging['conditions'],
): MinutedDemo['criteria'][number]['verdicts'][number] => ({
  ...{ party: partyId, member: memberId, verdict, note, asynchronous: isAsynchronous },
  promise: promiseId && (conditions[promiseId] ?? null),
  at: new Date(at).toISOString(),
});

const rulingsOf = ({ rulings }: JudgedDemo): NonNullable<MinutedDemo['dispute']>['rulings'] =>
  rulings.map(({ partyId, memberId, ruling, note }) => ({ party: partyId, member: memberId, ruling, note }));

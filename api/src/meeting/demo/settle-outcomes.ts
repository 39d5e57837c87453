import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId, PartyId, StoryId } from '@tandem/schema/ids';
import { type DemoOutcome, OUTCOME_WORDS } from '@tandem/schema/meeting/outcome';
import { REASON_MAX, type StoryState } from '@tandem/schema/story/rules';
import { v7 as uuid } from 'uuid';
import { plainWords } from '../../live/plain-words.ts';
import type { ChangeDraft } from '../../platform/changes/change.ts';
import { enterState } from '../../story/enter-state.ts';
import type { Story } from '../../story/story.entity.ts';
import type { Meeting } from '../meeting.entity.ts';
import type { StoredDemo } from './demos.sql.ts';
import { lockStories, readDemos } from './edit-demo.ts';
import { type JudgedDemo, judgeDemo } from './judge-demo.ts';

export interface Settling {
  /** Who did what may settle it; null for the clock. */
  by: MemberId | null;
  at: Date;
}

/** A story whose outcome is another than before, or counts since. */
export interface Settled {
  story: Pick<Story, 'id' | 'key'>;
  outcome: DemoOutcome | null;
  isProvisional: boolean;
}

/** Accepted or returned: what both sides found, where the others are still open. */
const DECIDED: ReadonlySet<DemoOutcome | null> = new Set(['ACCEPTED', 'RETURNED']);
export const isDecided = (outcome: DemoOutcome | null): outcome is 'ACCEPTED' | 'RETURNED' => DECIDED.has(outcome);

const QUORUM = `select y.id, (select count(*)::int from meeting_attendance a join member m on m.id = a.member_id
    where a.meeting_id = ? and m.party_id = y.id and m.role <> 'OBSERVER') as came
  from party y where y.partnership_id = ? order by y.kind, y.created_at, y.id`;

/**
 * Brings every story that the meeting judges to what its verdicts come to now, in the caller's transaction: under the meeting's
 * lock, and before the partnership's row is locked. Call it after whatever can change an outcome: somebody checks in, a story is
 * split, the meeting is cancelled.
 * @returns what became different about stories, for the caller to record beside its own change.
 */
export async function settleOutcomes(em: EntityManager, meeting: Meeting, settling: Settling): Promise<ChangeDraft[]> {
  const settled = await settleStories(em, meeting, settling);
  await amendMinutes(em, meeting, settled.filter(isFinal), settling.at);
  return settled.map(settledChange);
}

/** @returns those that changed, for the caller to tell of. */
export async function settleStories(em: EntityManager, meeting: Meeting, settling: Settling): Promise<Settled[]> {
  // What the caller has changed so far must be seen by the statements below.
  await em.flush();
  const stories = await lockStories(em, meeting);
  const demos = stories.size > 0 ? await readDemos(em, meeting, [...stories.keys()] as StoryId[]) : [];
  return settleDemos(em, meeting, settling, { stories, demos });
}

/** One story alone, under its lock: @param demo as it is with what the caller has just changed of it. */
export const settleStory = (
  em: EntityManager,
  meeting: Meeting,
  settling: Settling,
  { story, demo }: { story: Story; demo: StoredDemo },
): Promise<Settled[]> => settleDemos(em, meeting, settling, { stories: new Map([[story.id, story]]), demos: [demo] });

async function settleDemos(
  em: EntityManager,
  meeting: Meeting,
  settling: Settling,
  { stories, demos }: { stories: ReadonlyMap<string, Story>; demos: readonly StoredDemo[] },
): Promise<Settled[]> {
  const parties = await em.execute<{ id: PartyId; came: number }[]>(QUORUM, [meeting.id, meeting.partnershipId]);
  const lacksQuorum = parties.some(({ came }) => came < meeting.quorum);
  const settled: Settled[] = [];
  for (const demo of demos) {
    const story = stories.get(demo.storyId);
    if (!story || !isJudgedHere(demo, story)) continue;
    const judged = judgeDemo(
      demo,
      parties.map(({ id }) => id),
    );
    const one = await settle(em, meeting, { story, judged, lacksQuorum, settling });
    if (one) settled.push(one);
  }
  return settled;
}

/** Not one that was built on since, that another meeting has judged later, or that was accepted by hand. */
const isJudgedHere = ({ isCurrent, verdicts }: StoredDemo, { state, outcome }: Story): boolean =>
  isCurrent &&
  verdicts.some(({ counts }) => counts) &&
  (state === 'DELIVERED' || ((state === 'ACCEPTED' || state === 'RETURNED') && outcome !== null));

interface Case {
  story: Story;
  judged: JudgedDemo;
  lacksQuorum: boolean;
  settling: Settling;
}

async function settle(
  em: EntityManager,
  meeting: Meeting,
  { story, judged, lacksQuorum, settling: { by, at } }: Case,
): Promise<Settled | null> {
  const before = { outcome: story.outcome, isProvisional: story.outcomeProvisional };
  const wasFinal = isFinal({ story, ...before });
  // What did not come to count in a meeting that does not take place is judged in the next one.
  const outcome = meeting.state === 'CANCELLED' && !wasFinal ? null : judged.outcome;
  // What counted once does not cease to when somebody leaves; what all sponsors ruled needs nobody else.
  const countsAlready = wasFinal && before.outcome === outcome;
  const waits = meeting.state === 'SCHEDULED' || at < meeting.verdictsDueAt;
  const isProvisional = isDecided(outcome) && lacksQuorum && waits && !judged.isRuled && !countsAlready;
  if (outcome === before.outcome && isProvisional === before.isProvisional) return null;
  story.outcome = outcome;
  story.outcomeProvisional = isProvisional;
  const to: StoryState = isDecided(outcome) && !isProvisional ? outcome : 'DELIVERED';
  const reason = to === 'RETURNED' ? reasonOf(judged) : null;
  if (to !== story.state) await enterState(em, story, to, { by, at, reason });
  else story.stateReason = reason;
  story.updatedAt = at;
  story.version += 1;
  return { story, outcome, isProvisional };
}

/** What is not met and who says so, or what the sponsors said. */
function reasonOf({ criteria, rulings, isRuled }: JudgedDemo): string {
  const said = isRuled
    ? rulings.map(({ name, note }) => `${name}: ${note}`)
    : criteria.flatMap(({ verdicts }, i) =>
        verdicts.flatMap(({ verdict, name, note }) => {
          if (verdict === 'NOT_MET') return `${name}: ${note}`;
          return verdict === 'NOT_SHOWN' ? `${name}: ${note || `criterion ${i + 1} was not shown`}` : [];
        }),
      );
  return plainWords(said.join('\n'), REASON_MAX);
}

/** Such as “MT-104 is accepted”. */
export function settledWords({ story, outcome, isProvisional }: Settled): string {
  if (outcome === null || outcome === 'PENDING') return `${story.key} waits for verdicts`;
  const is = `${story.key} is ${OUTCOME_WORDS[outcome].toLowerCase()}`;
  return isProvisional ? `${is}, until the deadline provisionally` : is;
}

export const settledChange = (one: Settled): ChangeDraft => ({
  ...{ kind: 'story.verdictsSettled', nodeType: 'Story', nodeId: one.story.id },
  summary: `settled that ${settledWords(one)}`,
});

const AMEND = `insert into minutes_amendment (id, partnership_id, meeting_id, number, text, member_id, at)
  select ?, ?, ?, coalesce(max(number), 0) + 1, ?, null, ? from minutes_amendment where meeting_id = ?`;

/** Whether it counts for good, as far as this meeting goes. */
export const isFinal = ({ outcome, isProvisional }: Settled): boolean => isDecided(outcome) && !isProvisional;

/** What became of stories after the minutes were frozen is added to them; nothing for a meeting that is not closed. */
export async function amendMinutes(
  em: EntityManager,
  { id, partnershipId, state }: Meeting,
  settled: readonly Settled[],
  at: Date,
): Promise<void> {
  if (state !== 'CLOSED' || settled.length === 0) return;
  const text = `After the meeting: ${settled.map(settledWords).join('; ')}.`;
  await em.execute(AMEND, [uuid(), partnershipId, id, text, at, id]);
}

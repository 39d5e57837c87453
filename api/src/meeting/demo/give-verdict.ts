import type { EntityManager } from '@mikro-orm/postgresql';
import type { VerdictId } from '@tandem/schema/ids';
import { GiveVerdict } from '@tandem/schema/meeting/inputs';
import type { VerdictKind } from '@tandem/schema/meeting/outcome';
import { STATE_NAMES } from '@tandem/schema/story/rules';
import { v7 as uuid } from 'uuid';
import { briefly } from '../../iteration/promise/promise-words.ts';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import type { Meeting } from '../meeting.entity.ts';
import type { StoredVerdict } from './demos.sql.ts';
import { type DemoCommand, editDemo, type EditingDemo } from './edit-demo.ts';
import type { JudgedCriterion } from './judge-demo.ts';
import {
  amendMinutes,
  isDecided,
  isFinal,
  type Settled,
  settledChange,
  settledWords,
  settleStories,
  settleStory,
} from './settle-outcomes.ts';
import { type Condition, parseCondition, promiseCondition } from './verdict-condition.ts';

type GivenVerdict = DemoCommand & {
  criterionId: string;
  version: number;
  verdict: VerdictKind;
  note: string;
  condition?: Condition | null;
};

const WORDS: Readonly<Record<VerdictKind, string>> = {
  MET: 'met',
  MET_WITH_CONDITION: 'met on a condition',
  NOT_MET: 'not met',
  NOT_SHOWN: 'not shown',
};
const INSERT = `insert into verdict (id, partnership_id, meeting_id, story_id, criterion_id, version, party_id, member_id, verdict,
    note, promise_id, asynchronous, at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const IS_PRESENT = `select 1 from meeting_attendance where meeting_id = ? and member_id = ? and kind = 'PRESENT'`;
const ATTEND = `insert into meeting_attendance (partnership_id, meeting_id, member_id, kind, at)
  values (?, ?, ?, 'ASYNCHRONOUS', ?) on conflict do nothing`;

/**
 * Gives the verdict of the actor's party on one criterion as it was committed to, and brings the story to what all verdicts come
 * to. The same verdict again changes nothing. @throws Refusal as editDemo, BAD_USER_INPUT for a verdict that lacks its sentence
 * or its promise, NOT_FOUND for a criterion that is not judged, CONFLICT for another version and where it is too early or late.
 */
export async function giveVerdict(services: Services, actor: MemberRow, command: GivenVerdict): Promise<void> {
  const { verdict, note } = parseInput(GiveVerdict, command);
  const condition = parseCondition(verdict, command.condition);
  await editDemo(services, actor, command, async (demo) => {
    const { meeting, story, em, at } = demo;
    requireOpenToVerdicts(demo);
    const { criterion, position } = criterionRead(demo, command);
    const last = criterion.verdicts.find(({ partyId }) => partyId === actor.partyId);
    if (last?.verdict === verdict && last.note === note && !condition) return null;
    const isAsynchronous = await attend(em, meeting, actor, at);
    const promised = condition && (await promiseCondition(em, actor, { condition, story, at }));
    const given = {
      ...{ id: uuid() as VerdictId, criterionId: criterion.criterionId, partyId: actor.partyId, memberId: actor.id },
      ...{ verdict, note, promiseId: promised?.promise.id ?? null, isAsynchronous },
    };
    await em.execute(INSERT, [
      ...[given.id, meeting.partnershipId, meeting.id, story.id, given.criterionId, criterion.version],
      ...[given.partyId, given.memberId, verdict, note, given.promiseId, isAsynchronous, at],
    ]);
    const settled = await settleWith(demo, { ...given, name: actor.name, at: at.toISOString(), counts: true });
    const own = settled.find((one) => one.story.id === story.id);
    await amendMinutes(em, meeting, settled.filter(isFinal), at);
    const found = `found criterion ${position} of ${story.key} ${WORDS[verdict]} for ${actor.party.name}`;
    const said = note ? `: ${briefly(note)}` : '';
    const so = own && own.outcome !== 'PENDING' ? `; ${settledWords(own)}` : '';
    const others = settled.filter((one) => one !== own).map(settledChange);
    return {
      ...{ verb: 'verdictGiven', summary: `${found}${said}${so}` },
      also: promised ? [promised.change, ...others] : others,
    };
  });
}

/** Brings the story to what its verdicts come to with this one. @returns what became different about stories. */
function settleWith({ em, meeting, story, stored, at }: EditingDemo, given: StoredVerdict): Promise<Settled[]> {
  const settling = { by: given.memberId, at };
  // Who had not taken part yet can bring a quorum, and with it the others' outcomes; and where another meeting has judged the
  // story since, this is the latest verdict now.
  if (given.isAsynchronous || !stored.isCurrent) return settleStories(em, meeting, settling);
  const demo = { ...stored, verdicts: [...stored.verdicts, given] };
  return settleStory(em, meeting, settling, { story, demo });
}

/** @throws Refusal CONFLICT before it is delivered, past the deadline, and once it is settled for good. */
function requireOpenToVerdicts({ meeting, story, stored, judged, at }: EditingDemo): void {
  const { number, state } = meeting;
  const { key, outcome } = story;
  if (state === 'CANCELLED') throw conflict(`Meeting ${number} was cancelled. Give your verdict in the next one.`);
  const isJudgedHere = outcome !== null && stored.isCurrent && stored.verdicts.some(({ counts }) => counts);
  if (story.state !== 'DELIVERED' && !(isJudgedHere && (story.state === 'ACCEPTED' || story.state === 'RETURNED')))
    throw conflict(`${key} is ${STATE_NAMES[story.state]}: verdicts are given on what is delivered.`);
  if (judged.isRuled) throw conflict(`The sponsors of all parties have ruled on ${key}: that stands.`);
  if (state !== 'CLOSED') return;
  if (!stored.isCurrent)
    throw conflict(`${key} was delivered again after meeting ${number}. Give your verdict in the next one.`);
  if (at >= meeting.verdictsDueAt)
    throw conflict(`The deadline for verdicts in meeting ${number} has passed. Talk about ${key} in the next one.`);
  if (isDecided(outcome) && !story.outcomeProvisional)
    throw conflict(`${key} is ${STATE_NAMES[story.state]}, and meeting ${number} is closed: that stands.`);
}

/** The criterion as it was read, and its place as people count. @throws Refusal NOT_FOUND, CONFLICT for another version. */
function criterionRead(
  { judged, story }: EditingDemo,
  { criterionId, version }: GivenVerdict,
): { criterion: JudgedCriterion; position: number } {
  const place = judged.criteria.findIndex((one) => one.criterionId === criterionId.toLowerCase());
  const criterion = judged.criteria[place];
  if (!criterion) throw notFound('criterion');
  if (criterion.version !== version)
    throw conflict(
      `Criterion ${place + 1} of ${story.key} was committed to in version ${criterion.version}, and you read another. Read it again, then decide.`,
    );
  return { criterion, position: place + 1 };
}

/** Whoever is not there takes part from afar. @returns whether that is so. */
async function attend(em: EntityManager, meeting: Meeting, actor: MemberRow, at: Date): Promise<boolean> {
  const present = await em.execute<object[]>(IS_PRESENT, [meeting.id, actor.id]);
  if (present.length > 0) return false;
  await em.execute(ATTEND, [meeting.partnershipId, meeting.id, actor.id, at]);
  return true;
}

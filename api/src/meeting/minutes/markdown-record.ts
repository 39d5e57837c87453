import type { MinutedPromise, Minutes } from '@tandem/schema/meeting/minutes';
import { STAGE_NAMES } from '@tandem/schema/meeting/rules';
import { STATE_NAMES } from '@tandem/schema/story/rules';
import type { Telling } from './markdown-demos.ts';
import { inline, items, minutesOf, points, said } from './markdown-words.ts';

const PROMISE_WORDS: Readonly<Record<MinutedPromise['state'], string>> = {
  ...{ ASKED: 'asked for', OPEN: 'open', DONE: 'reported kept', KEPT: 'kept' },
  ...{ RENEGOTIATED: 'renegotiated', MISSED: 'missed', DECLINED: 'declined' },
};
const GOAL_WORDS = { MET: 'Met', PARTLY: 'Partly met', NOT_MET: 'Not met' } as const;
const CHOICE_WORDS = { CARRY: 'carried over', SPLIT: 'split', DROP: 'dropped' } as const;

export function promiseLine(
  { key, text, ownerParty, owner, dueOn, state }: MinutedPromise,
  { name, clock }: Telling,
): string {
  const whose = owner === null ? name(ownerParty) : `${name(owner)}, ${name(ownerParty)}`;
  return `**${key}** ${inline(text)} (${whose}; due ${clock.day(dueOn)}): ${PROMISE_WORDS[state]}`;
}

export function goalLine({ text, calls }: Minutes['goals'][number], { name }: Telling): string {
  const lines = calls.map(
    ({ party, member, outcome, note }) =>
      `  - ${name(party)}: **${GOAL_WORDS[outcome]}**${said(note)} (${name(member)})`,
  );
  return [inline(text), ...(lines.length > 0 ? lines : ['  - Nobody called it.'])].join('\n');
}

export const concernLine = (
  { key, title, state, ownerParty }: Minutes['concerns'][number],
  { name }: Telling,
): string => `**${key}** ${inline(title)} (${name(ownerParty)}): ${state.toLowerCase()}`;

export function carryOverLine(
  { key, title, choice, reason, fromState, toWeek, newKey, member }: Minutes['carryOver'][number],
  { name }: Telling,
): string {
  const to = [newKey === null ? '' : `the rest is ${newKey}`, toWeek === null ? '' : `into ${toWeek}`].filter(Boolean);
  const what = [CHOICE_WORDS[choice], ...to].join(', ');
  return `**${key}** ${inline(title)} (was “${STATE_NAMES[fromState]}”): **${what}**${said(reason)} (${name(member)})`;
}

export function nextSection(next: NonNullable<Minutes['next']>, { name, clock }: Telling): string {
  const signed = next.signed.map(({ party, member, at }) => `${name(party)} by ${name(member)}, ${clock.moment(at)}`);
  return [
    `Week ${next.isoWeek}, ${points(next.points)}.`,
    `Goals:\n\n${items(next.goals.map(inline), 'None.')}`,
    `Stories:\n\n${items(
      next.stories.map((story) => `**${story.key}** ${inline(story.title)} (${points(story.points)})`),
      'None.',
    )}`,
    next.hash === null
      ? 'Nobody has proposed it: nothing is signed.'
      : `Signed:\n\n${items(signed, 'By nobody.')}\n\nHash: \`${next.hash}\``,
  ].join('\n\n');
}

export function pulseSection(pulse: NonNullable<Minutes['pulse']>, { name }: Telling): string {
  const lines = pulse.parties.map(({ party, answers, average, counts }) => {
    const each = counts.map((count, index) => `${count} × ${index + 1}`).join(', ');
    return `${name(party)}: ${average} of 5, from ${answers} ${answers === 1 ? 'answer' : 'answers'} (${each})`;
  });
  return `${inline(pulse.question)} From 1 (badly) to 5 (very well).\n\n${items(lines, 'Nobody answered.')}`;
}

export const stageName = ({ kind, title }: Pick<Minutes['stages'][number], 'kind' | 'title'>): string =>
  title === null ? STAGE_NAMES[kind] : kind === 'DEMO' ? `${STAGE_NAMES.DEMO}: ${title}` : title;

export function stageLine(stage: Minutes['stages'][number]): string {
  const over = stage.spentMs - stage.minutes * 60_000;
  const time = `${minutesOf(stage.spentMs)} of ${minutesOf(stage.minutes * 60_000)}`;
  const overrun = over > 0 ? `, ${minutesOf(over)} over` : '';
  return `${inline(stageName(stage))}: ${time}${overrun}${stage.parked ? '; parked for a later meeting' : ''}`;
}

export const celebrationLine = (
  { text, key, to, member }: Minutes['celebrations'][number],
  { name }: Telling,
): string => {
  const whom = [to === null ? '' : name(to), key ?? ''].filter(Boolean).join(', for ');
  return `${name(member)} to ${whom}${said(text)}`;
};

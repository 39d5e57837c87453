import * as v from 'valibot';
import { day } from '../day.ts';
import {
  ANSWER_MAX,
  CRITERIA_MAX,
  CRITERION_MAX,
  ESTIMATE_MAX,
  ESTIMATE_MIN,
  LABEL_NAME_MAX,
  LABELS_MAX,
  NARRATIVE_MAX,
  OWNERS_MAX,
  QUESTION_MAX,
  REASON_MAX,
  TITLE_MAX,
  VERSION_NAME_MAX,
} from './rules.ts';

/** What each form takes: the page and the command check with the same schema and say the same sentence. */
const CONTROL = /[\p{Cc}\p{Cs}]/u;
const CONTROL_BUT_BREAKS = /[^\P{Cc}\n\t]|\p{Cs}/u;

const length = (what: string, max: number) =>
  v.maxLength<string, number, string>(max, `${what} is too long; keep it to ${max} characters.`);

/** One line, its ends trimmed; nothing else is changed, since the words are the writer's. */
const line = (what: string, max: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.check(
      (text) => !CONTROL.test(text),
      `${what} has a line break or a character that cannot be shown; take it out.`,
    ),
    length(what, max),
  );

const text = (what: string, max: number) =>
  v.pipe(
    v.string(),
    v.transform((words) => words.replace(/\r\n?/g, '\n')),
    v.check((words) => !CONTROL_BUT_BREAKS.test(words), `${what} has a character that cannot be shown; take it out.`),
    length(what, max),
  );

const said = (what: string) =>
  v.check<string, string>((words) => /\S/.test(words), `${what} is missing; write at least one word.`);

const POINTS = `The estimate is a whole number from ${ESTIMATE_MIN} to ${ESTIMATE_MAX}.`;
const points = v.nullish(
  v.pipe(v.number(), v.integer(POINTS), v.minValue(ESTIMATE_MIN, POINTS), v.maxValue(ESTIMATE_MAX, POINTS)),
);

export const CreateStory = v.object({
  title: line('The title', TITLE_MAX),
  narrative: text('The narrative', NARRATIVE_MAX),
  criteria: v.pipe(
    v.array(v.pipe(text('A criterion', CRITERION_MAX), said('A criterion’s text'))),
    v.maxLength(CRITERIA_MAX, `A story holds at most ${CRITERIA_MAX} criteria; split it.`),
  ),
  estimate: points,
  ownerIds: v.pipe(v.array(v.string()), v.maxLength(OWNERS_MAX, `A story has at most ${OWNERS_MAX} owners.`)),
  labelIds: v.pipe(v.array(v.string()), v.maxLength(LABELS_MAX, `A story has at most ${LABELS_MAX} labels.`)),
});
export const EstimateStory = v.object({ points });
export const CreateLabel = v.object({ name: v.pipe(line('The label', LABEL_NAME_MAX), said('The label’s name')) });
export const NameVersion = v.object({ name: v.pipe(line('The name', VERSION_NAME_MAX), said('The version’s name')) });
export const Reason = v.object({ reason: v.nullish(v.pipe(text('The reason', REASON_MAX), v.trim())) });
export const AskQuestion = v.object({
  text: v.pipe(text('The question', QUESTION_MAX), v.trim(), said('The question')),
  dueOn: day,
});
export const AnswerQuestion = v.object({
  answer: v.pipe(text('The answer', ANSWER_MAX), v.trim(), said('The answer')),
});
export const SplitStory = v.object({
  title: v.pipe(line('The title', TITLE_MAX), said('The new story’s title')),
  criterionIds: v.pipe(
    v.array(v.pipe(v.string(), v.toLowerCase())),
    v.minLength(1, 'Name at least one criterion that goes to the new story.'),
    v.maxLength(CRITERIA_MAX, `A story holds at most ${CRITERIA_MAX} criteria.`),
  ),
});

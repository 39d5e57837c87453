import * as v from 'valibot';
import { day } from '../day.ts';
import { line, lines, name } from '../partnership/text.ts';
import {
  AMENDMENT_MAX,
  CANCEL_REASON_MAX,
  CARRY_OVER_REASON_MAX,
  CELEBRATION_MAX,
  DECISION_MAX,
  DISPUTE_REASON_MAX,
  EVIDENCE_TITLE_MAX,
  EVIDENCE_URL_MAX,
  MEETING_MINUTES_MAX,
  MEETING_MINUTES_MIN,
  OBJECTION_MAX,
  PULSE_QUESTION_MAX,
  QUORUM_MAX,
  STAGE_MINUTES_MAX,
  TOPIC_TITLE_MAX,
  VERDICT_HOURS_MAX,
  VERDICT_NOTE_MAX,
} from './rules.ts';
import { PROMISE_TEXT_MAX } from '../iteration/promise.ts';

/** What each form takes: the page and the command check with the same schema and say the same sentence. */
const whole = (min: number, max: number, sentence: string) =>
  v.pipe(v.number(), v.integer(sentence), v.minValue(min, sentence), v.maxValue(max, sentence));

const said = (what: string, max: number, ask: string) =>
  v.pipe(
    lines(what, max),
    v.check((words) => /\S/.test(words), ask),
  );

export const MeetingSlotForm = v.object({
  weekday: whole(1, 7, 'The weekday is 1 (Monday) to 7 (Sunday).'),
  startsAt: whole(0, 1439, 'The time is in minutes after midnight, 0 to 1,439.'),
  duration: whole(
    MEETING_MINUTES_MIN,
    MEETING_MINUTES_MAX,
    `A meeting lasts ${MEETING_MINUTES_MIN} to ${MEETING_MINUTES_MAX} minutes.`,
  ),
  everyWeeks: whole(1, 4, 'It recurs every 1 to 4 weeks.'),
  quorum: whole(1, QUORUM_MAX, `The quorum is 1 to ${QUORUM_MAX} people of each party.`),
  verdictHours: whole(0, VERDICT_HOURS_MAX, `Verdicts may come 0 to ${VERDICT_HOURS_MAX} hours after the start.`),
  pulseQuestion: name('The question', PULSE_QUESTION_MAX),
});

const stageMinutes = whole(1, STAGE_MINUTES_MAX, `A stage is given 1 to ${STAGE_MINUTES_MAX} minutes.`);
export const StageMinutes = v.object({ minutes: stageMinutes });
export const AddTopic = v.object({ title: name('The topic', TOPIC_TITLE_MAX), minutes: stageMinutes });
export const CancelMeeting = v.object({
  reason: v.pipe(line('The reason', CANCEL_REASON_MAX), v.minLength(1, 'Say why it does not take place.')),
});

const SAY_WHAT = 'Say in a sentence what is not met: the other side reads it.';
export const GiveVerdict = v.pipe(
  v.object({
    verdict: v.picklist(['MET', 'MET_WITH_CONDITION', 'NOT_MET', 'NOT_SHOWN']),
    note: lines('The sentence', VERDICT_NOTE_MAX),
  }),
  v.check(({ verdict, note }) => verdict !== 'NOT_MET' || /\S/.test(note), SAY_WHAT),
);
export const NotMetNote = v.object({ note: said('The sentence', VERDICT_NOTE_MAX, SAY_WHAT) });
export const VerdictCondition = v.object({
  text: said('The condition', PROMISE_TEXT_MAX, 'Say what is still to be done, in one sentence.'),
  dueOn: day,
});
export const EscalateDispute = v.object({
  reason: said('The reason', DISPUTE_REASON_MAX, 'Say what you disagree about: the sponsors read it.'),
});
export const RuleOnDispute = v.object({
  note: said('The reason', DISPUTE_REASON_MAX, 'Say why you rule so: both sides read it.'),
});

const WEB_ADDRESS = /^https?:\/\/[^\s/?#]+\S*$/i;
export const DemoLink = v.object({
  url: v.pipe(
    line('The link', EVIDENCE_URL_MAX),
    v.regex(WEB_ADDRESS, 'A link starts with https:// or http://. Copy it from the address bar.'),
  ),
  title: name('The title', EVIDENCE_TITLE_MAX),
});
export const ScreenshotTitle = v.object({ title: name('The title', EVIDENCE_TITLE_MAX) });

export const RecordDecision = v.object({
  text: said('The decision', DECISION_MAX, 'Say what was decided, in one sentence.'),
});
export const RecordAction = v.object({
  text: said('The action', PROMISE_TEXT_MAX, 'Say what is to be done, in one sentence.'),
  dueOn: day,
});
export const Celebrate = v.object({
  text: said('The thanks', CELEBRATION_MAX, 'Say what you are thankful for, in one sentence.'),
});
export const PulseScore = v.object({ score: whole(1, 5, 'Answer with 1 (badly) to 5 (very well).') });
export const CarryOver = v.object({
  reason: said('The reason', CARRY_OVER_REASON_MAX, 'Say why: both sides read it, and it stays in the minutes.'),
});
export const ObjectToMinutes = v.object({
  text: said('The objection', OBJECTION_MAX, 'Say what the minutes have wrong, or lack.'),
});
export const AmendMinutes = v.object({ text: said('The amendment', AMENDMENT_MAX, 'Say what is to be added.') });

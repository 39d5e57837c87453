import 'reflect-metadata';
import type { AttendanceKind, MeetingState, StageKind, StageSignalKind } from '@tandem/schema/meeting/rules';
import { registerEnumType } from 'type-graphql';

export const MeetingStates: { readonly [State in MeetingState]: State } = {
  SCHEDULED: 'SCHEDULED',
  OPEN: 'OPEN',
  CLOSED: 'CLOSED',
  CANCELLED: 'CANCELLED',
};
registerEnumType(MeetingStates, {
  name: 'MeetingState',
  description: 'Where a meeting stands.',
  valuesConfig: {
    SCHEDULED: { description: 'To come: its agenda is open to everybody.' },
    OPEN: { description: 'It takes place now.' },
    CLOSED: { description: 'Over: its minutes are frozen.' },
    CANCELLED: { description: 'It does not take place; the reason says why.' },
  },
});

export const StageKinds: { readonly [Kind in StageKind]: Kind } = {
  CHECK_IN: 'CHECK_IN',
  PROMISES: 'PROMISES',
  GOALS: 'GOALS',
  DEMO: 'DEMO',
  CONCERNS: 'CONCERNS',
  NEXT: 'NEXT',
  PULSE: 'PULSE',
  TOPIC: 'TOPIC',
  CLOSE: 'CLOSE',
};
registerEnumType(StageKinds, {
  name: 'StageKind',
  description: 'What a stage of a meeting is about.',
  valuesConfig: {
    CHECK_IN: { description: 'Who is here, and whether each party has its quorum. Always first.' },
    PROMISES: { description: 'What was promised by now, and what was missed.' },
    GOALS: { description: 'What became of the week’s goals, as each party calls them.' },
    DEMO: { description: 'One story is shown, and gets its verdicts.' },
    CONCERNS: { description: 'What is unanswered past its time.' },
    NEXT: { description: 'What was not accepted is carried over, and the next iteration is planned and signed.' },
    PULSE: { description: 'One question, answered by both sides under seal.' },
    TOPIC: { description: 'Something that somebody put on the agenda.' },
    CLOSE: { description: 'What was decided and promised, once more. Always last.' },
  },
});

export const StageSignalKinds: { readonly [Kind in StageSignalKind]: Kind } = {
  READY: 'READY',
  MORE_TIME: 'MORE_TIME',
};
registerEnumType(StageSignalKinds, {
  name: 'StageSignalKind',
  description: 'What somebody says about going on.',
  valuesConfig: {
    READY: { description: 'Ready for the next stage.' },
    MORE_TIME: { description: 'Needs more time here.' },
  },
});

export const AttendanceKinds: { readonly [Kind in AttendanceKind]: Kind } = {
  PRESENT: 'PRESENT',
  ASYNCHRONOUS: 'ASYNCHRONOUS',
};
registerEnumType(AttendanceKinds, {
  name: 'AttendanceKind',
  description: 'How somebody took part.',
  valuesConfig: {
    PRESENT: { description: 'Checked in while it took place.' },
    ASYNCHRONOUS: { description: 'Gave a verdict before the deadline, without being there.' },
  },
});

export const StageSteps = { NEXT: 'NEXT', BACK: 'BACK' } as const;
export type StageStep = keyof typeof StageSteps;
registerEnumType(StageSteps, {
  name: 'StageStep',
  description: 'Where to go from a stage.',
  valuesConfig: { NEXT: { description: 'To the stage after it.' }, BACK: { description: 'To the stage before it.' } },
});

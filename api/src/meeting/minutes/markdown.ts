import type { Minutes } from '@tandem/schema/meeting/minutes';
import { demoSection, type Telling } from './markdown-demos.ts';
import {
  carryOverLine,
  celebrationLine,
  concernLine,
  goalLine,
  nextSection,
  promiseLine,
  pulseSection,
  stageLine,
  stageName,
} from './markdown-record.ts';
import { clockIn, inline, items, quoted } from './markdown-words.ts';

interface Named {
  name: string;
}

/** What came to minutes after they were frozen, and where they are kept. */
export interface MinutesAfter {
  /** Null for a draft. */
  hash: string | null;
  ratifications: readonly { party: Named | undefined; member: Named | undefined; at: Date }[];
  objections: readonly { party: Named | undefined; member: Named | undefined; text: string; at: Date }[];
  amendments: readonly { number: number; member: Named | null; text: string; at: Date }[];
  publicUrl: string;
}

/** Minutes as Markdown (CommonMark): all of them, and nothing in people’s words is markup. */
export function minutesMarkdown(minutes: Minutes, after: MinutesAfter): string {
  const telling = tellingOf(minutes, after.publicUrl);
  const { meeting } = minutes;
  const due = telling.clock.moment(meeting.verdictsDueAt);
  const each = <T>(all: readonly T[], line: (one: T, telling: Telling) => string): string =>
    items(
      all.map((one) => line(one, telling)),
      'None.',
    );
  const sections: Record<string, string> = {
    Attendance: attendance(minutes, telling),
    Promises: each(minutes.promises, promiseLine),
    Goals: each(minutes.goals, goalLine),
    Demos: minutes.demos.map((demo) => demoSection(demo, telling, due)).join('\n\n') || 'None.',
    Concerns: each(minutes.concerns, concernLine),
    'Carry-over': each(minutes.carryOver, carryOverLine),
    'Next iteration': minutes.next ? nextSection(minutes.next, telling) : 'None was planned.',
    Pulse: minutes.pulse ? pulseSection(minutes.pulse, telling) : 'Sealed.',
    Decisions: byStage(minutes, minutes.decisions, ({ text, member, at, withdrawn }) => {
      const who = `(${telling.name(member)}, ${telling.clock.moment(at)})`;
      return withdrawn ? `Withdrawn: ~~${inline(text)}~~ ${who}` : `${inline(text)} ${who}`;
    }),
    Actions: byStage(minutes, minutes.actions, (action) => promiseLine(action, telling)),
    Celebrations: each(minutes.celebrations, celebrationLine),
    Time: each(minutes.stages, stageLine),
    Record: record(after, telling),
    Objections: told(after.objections, ({ party, member }) => `${nameOf(party)} by ${nameOf(member)}`, telling),
    Amendments: told(
      after.amendments,
      ({ number, member }) => `${number}, by ${member ? nameOf(member) : 'Tandem'}`,
      telling,
    ),
  };
  return [
    `# Minutes of meeting ${meeting.number}, week ${meeting.isoWeek}`,
    heading(minutes, telling, due),
    ...Object.entries(sections).map(([title, text]) => `## ${title}\n\n${text}`),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function tellingOf({ meeting, names, promises, actions }: Minutes, publicUrl: string): Telling {
  const byKey = new Map([...promises, ...actions].map((promise) => [promise.key, promise]));
  return {
    ...{ clock: clockIn(meeting.timeZone), publicUrl },
    name: (id) => inline(names[id] ?? 'somebody'),
    promise: (key) => byKey.get(key),
  };
}

const nameOf = (named: Named | undefined): string => inline(named?.name ?? 'somebody');

const HOW = { STARTED: 'from', HANDED_OVER: 'handed over at', TAKEN_OVER: 'took over at' } as const;

function heading({ meeting, parties, facilitation }: Minutes, { name, clock }: Telling, due: string): string {
  const facilitators = facilitation.map(({ member, how, at }) => `${name(member)} (${HOW[how]} ${clock.time(at)})`);
  return [
    parties.map(({ id }) => name(id)).join(' × '),
    items(
      [
        meeting.startedAt === null ? 'It has not begun.' : `Began: ${clock.moment(meeting.startedAt)}`,
        meeting.closedAt === null
          ? '**Draft**: it is not closed, and these minutes are not frozen.'
          : `Closed: ${clock.moment(meeting.closedAt)}`,
        `Verdicts could be given until ${due}`,
        `Facilitated by ${facilitators.join(', ') || 'nobody'}`,
      ],
      '',
    ),
  ].join('\n\n');
}

function attendance({ parties, attendance: came }: Minutes, { name, clock }: Telling): string {
  return parties
    .map(({ id, quorum }) => {
      const people = came
        .filter(({ party }) => party === id)
        .map(({ member, kind, at }) =>
          kind === 'PRESENT'
            ? `${name(member)}, there since ${clock.time(at)}`
            : `${name(member)}, from afar, ${clock.moment(at)}`,
        );
      const enough = quorum.came >= quorum.needed ? 'a quorum' : 'no quorum';
      return `### ${name(id)}\n\n${quorum.came} of ${quorum.needed} needed: ${enough}.\n\n${items(people, 'Nobody came.')}`;
    })
    .join('\n\n');
}

/** Where each fell, in the agenda’s order. */
function byStage<T extends { stage: string }>(
  { stages }: Minutes,
  all: readonly T[],
  line: (one: T) => string,
): string {
  const told = stages.flatMap((stage) => {
    const own = all.filter((one) => one.stage === stage.id).map(line);
    return own.length === 0 ? [] : [`### ${inline(stageName(stage))}\n\n${items(own, '')}`];
  });
  return told.join('\n\n') || 'None.';
}

function record({ hash, ratifications }: MinutesAfter, { clock }: Telling): string {
  if (hash === null) return 'A draft: it has no hash, and nobody can ratify it yet.';
  const signed = ratifications.map(
    ({ party, member, at }) => `${nameOf(party)} by ${nameOf(member)}, ${clock.moment(at.toISOString())}`,
  );
  return `Hash (SHA-256): \`${hash}\`\n\nRatified:\n\n${items(signed, 'By nobody yet.')}`;
}

/** What somebody said about them afterwards. */
function told<T extends { text: string; at: Date }>(
  all: readonly T[],
  by: (one: T) => string,
  { clock }: Telling,
): string {
  const each = all.map((one) => `### ${by(one)}, ${clock.moment(one.at.toISOString())}\n\n${quoted(one.text)}`);
  return each.join('\n\n') || 'None.';
}

import { minutesMarkdown } from '@tandem/api/meeting/minutes/markdown';
import type { Minutes } from '@tandem/schema/meeting/minutes';
import type { MemberId, PartyId } from '@tandem/schema/ids';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serverAt, setClock } from '../iteration/iteration-kit.ts';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { seededRandom } from '../kit/random.ts';
import { seedsFor } from '../kit/seeds.ts';
import type { TestServer } from '../kit/server.ts';
import { type FullMeeting, fullMeeting } from './full-meeting.ts';
import { act } from './minutes-kit.ts';

const [CLIENT, VENDOR] = ['c', 'v'] as [string, string] as [PartyId, PartyId];
const [PRIYA, TOMAS] = ['m1', 'm2'] as [string, string] as [MemberId, MemberId];
/** Minutes without anything in them. */
const EMPTY: Minutes = {
  meeting: {
    ...{ id: 'g' as Minutes['meeting']['id'], number: 7, isoWeek: '2026-W47', timeZone: 'Europe/London' },
    ...{ startedAt: null, closedAt: null, verdictsDueAt: '2026-11-21T14:00:00.000Z' },
  },
  parties: [
    { id: CLIENT, kind: 'CLIENT', quorum: { needed: 1, came: 0 } },
    { id: VENDOR, kind: 'VENDOR', quorum: { needed: 1, came: 1 } },
  ],
  ...{ attendance: [], facilitation: [], stages: [], promises: [], goals: [], demos: [], concerns: [], carryOver: [] },
  ...{ next: null, pulse: null, decisions: [], actions: [], celebrations: [] },
  names: {
    [CLIENT]: 'Meridian Transit',
    [VENDOR]: 'Fieldnote Software',
    [PRIYA]: 'Priya Raman',
    [TOMAS]: 'Tomás Herrera',
  },
};
const AFTER = {
  hash: null,
  ratifications: [],
  objections: [],
  amendments: [],
  publicUrl: 'https://tandem.example.org',
};
const written = (minutes: Partial<Minutes>): string => minutesMarkdown({ ...EMPTY, ...minutes }, AFTER);
const section = (markdown: string, title: string): string =>
  markdown.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';

describe('what people wrote', () => {
  const decided = (text: string): string => {
    const stage = 's' as Minutes['stages'][number]['id'];
    return section(
      written({
        stages: [{ id: stage, kind: 'CLOSE', title: null, minutes: 3, spentMs: 0, parked: false }],
        decisions: [{ stage, text, member: PRIYA, at: '2026-11-20T14:00:00.000Z', withdrawn: false }],
      }),
      'Decisions',
    );
  };

  test.each([
    ['HTML', '<img src=x onerror=alert(1)> <!-- x -->', '&lt;img src=x onerror=alert(1)&gt; &lt;!-- x --&gt;'],
    ['an entity', 'a &lt;b&gt; &#x3c; R&D', 'a &amp;lt;b&amp;gt; &amp;#x3c; R&D'],
    ['emphasis', '*a* _b_ ~~c~~ `d`', String.raw`\*a\* \_b\_ \~\~c\~\~ ${'\\`d\\`'}`],
    ['a link', '[a](javascript:alert(1)) ![b](data:x)', String.raw`\[a\](javascript:alert(1)) !\[b\](data:x)`],
    ['a heading', '# Decided', String.raw`\# Decided`],
    ['a list', '- one', String.raw`\- one`],
    ['a number', '1. one', String.raw`1\. one`],
    ['a table', 'a | b', String.raw`a \| b`],
    ['a backslash', String.raw`C:\depot`, String.raw`C:\\depot`],
    ['lines', 'one\n\n## two\r\n    three', 'one ## two three'],
    ['what turns text around', 'a\u202eb\u2066c', 'abc'],
  ])('%s in it is shown as it was typed', (_what, text, shown) => {
    expect(decided(text)).toContain(`- ${shown} (Priya Raman, 20 November 2026, 14:00 Europe/London)`);
  });

  test('the words about a demo keep their lines, and none of them is markup', () => {
    const demo = {
      story: 's' as Minutes['demos'][number]['story'],
      key: 'MT-1',
      title: 'A <b>bold</b> title',
      points: 1,
    };
    const found = { outcome: 'PENDING' as const, provisional: false, criteria: [], dispute: null, evidence: [] };
    const text = section(written({ demos: [{ ...demo, ...found, words: 'One.\n# Two\n\n> <script>' }] }), 'Demos');
    expect(text).toContain('### MT-1 A &lt;b&gt;bold&lt;/b&gt; title (1 point)');
    expect(text).toContain('> One.\n>\n> \\# Two\n>\n> &gt; &lt;script&gt;');
  });

  test('a link leads to web pages alone, and out of its brackets nowhere', () => {
    const evidence = [
      { kind: 'LINK', title: 'A [b](c)', url: 'https://example.org/a b>)<x' },
      { kind: 'RECORDING', title: 'Bad', url: 'javascript:alert(1)' },
      { kind: 'SCREENSHOT', title: 'Amber', url: '/files/1' },
    ];
    const demo = { story: 's' as Minutes['demos'][number]['story'], key: 'MT-1', title: 'T', points: null };
    const text = written({
      demos: [{ ...demo, outcome: 'ACCEPTED', provisional: true, words: '', criteria: [], dispute: null, evidence }],
    });
    expect(text).toContain(String.raw`- [A \[b\](c)](<https://example.org/a%20b%3E)%3Cx>) (link)`);
    expect(text).toContain('- Bad (recording)');
    expect(text).toContain('- [Amber](<https://tandem.example.org/files/1>) (screenshot)');
    expect(text).toContain('**Accepted, provisionally until 21 November 2026, 14:00 Europe/London**');
  });

  const seeds = seedsFor('the words of minutes', 20);
  test.each(seeds.list)('no mix of marks opens markup, whatever is thrown together (%i)', (seed) => {
    const next = seededRandom(seed);
    const pieces = [
      ...'<>&*_`[]()#|~\\-+=1. \n\r\tab!$',
      '&amp;',
      '<!--',
      '```',
      '\u2028',
      '\u202e',
      '1)',
      '</script>',
    ];
    for (let round = 0; round < 50; round++) {
      const text = Array.from({ length: 12 }, () => pieces[Math.floor(next() * pieces.length)]).join('');
      const [, words = ''] = /^- (.*) \(Priya Raman/m.exec(decided(text)) ?? [];
      const unescaped = words.replace(/\\[!-/:-@[-`{-~]/g, ' ').replace(/&(amp|lt|gt);/g, ' ');
      const why = `${seeds.again(seed)}: ${JSON.stringify(text)} became ${words}`;
      expect(unescaped, why).not.toMatch(/[<>`*_[\]|~\\\p{Cc}\u2028\u202e]|&#?\w+;/u);
      expect(words, why).not.toMatch(/^([#+=-]|\d+[.)])/);
    }
  });
});

describe('when', () => {
  test('every moment is told by the partnership’s clock, with its name, also across a change of the clocks', () => {
    const meeting = { ...EMPTY.meeting, timeZone: 'America/New_York', startedAt: '2026-11-01T05:30:00.000Z' };
    const text = written({ meeting: { ...meeting, closedAt: '2026-11-01T06:30:00.000Z' } });
    expect(text).toContain(String.raw`- Began: 1 November 2026, 01:30 America/New\_York`);
    expect(text).toContain(String.raw`- Closed: 1 November 2026, 01:30 America/New\_York`);
  });

  test('a stage that took longer than it was given says by how much', () => {
    const stage = { id: 's' as Minutes['stages'][number]['id'], title: null, minutes: 3 };
    const text = section(
      written({
        stages: [
          { ...stage, kind: 'CHECK_IN', spentMs: 125_400, parked: false },
          { ...stage, kind: 'TOPIC', title: 'Winter *timetable*', spentMs: 245_000, parked: true },
        ],
      }),
      'Time',
    );
    expect(text).toContain('- Check-in: 2:05 of 3:00\n');
    expect(text).toContain(String.raw`- Winter \*timetable\*: 4:05 of 3:00, 1:05 over; parked for a later meeting`);
  });

  test('a draft of nothing says so in every section', () => {
    const text = written({});
    expect(text).toContain(
      '# Minutes of meeting 7, week 2026-W47\n\nMeridian Transit × Fieldnote Software\n\n- It has not begun.',
    );
    expect(text).toContain('**Draft**');
    for (const title of ['Promises', 'Goals', 'Demos', 'Concerns', 'Carry-over', 'Decisions', 'Actions', 'Objections'])
      expect(section(text, title)).toContain('None.');
    expect(section(text, 'Record')).toContain('A draft: it has no hash');
  });
});

describe('of a whole meeting', () => {
  let server: TestServer;
  let p: TestPartnership;
  let meeting: FullMeeting;
  beforeAll(async () => {
    server = await serverAt('2026-11-18T10:00:00Z');
    p = await partnershipWithTwoParties(server);
    meeting = await fullMeeting(server, p);
  });
  afterAll(async () => {
    await p.close();
    await server.close();
  });

  test('it tells everything in words', async () => {
    setClock(server, '2026-11-20T14:05:00Z');
    const { minutes } = await act(p.client, 'closeMeeting', { meetingId: meeting.id });
    const { markdown } = (await act(p.vendor, 'ratifyMinutes', { meetingId: meeting.id, hash: minutes.hash })).minutes;
    const at = (time: string): string => `20 November 2026, ${time} Europe/London`;
    const all = [
      ['Attendance', '### Meridian Transit\n\n1 of 1 needed: a quorum.\n\n- Priya Raman, there since 14:00'],
      ['Attendance', `- Tomás Herrera, from afar, ${at('14:00')}`],
      ['Promises', '- **P-1** Access to the depot tablet (Meridian Transit; due 27 November 2026): kept'],
      ['Goals', '- Dispatchers trust the board\n  - Meridian Transit: **Met**: “We say MET” (Priya Raman)'],
      ['Goals', '  - Fieldnote Software: **Partly met**: “We say PARTLY” (Tomás Herrera)'],
      [
        'Demos',
        `### ${meeting.accepted.key} Story 1 (3 points)\n\nOutcome: **Accepted**\n\n> Shown on depot 4.\n>\n> It \\*worked\\*.`,
      ],
      ['Demos', '1. A late bus turns amber (version 1)'],
      [
        'Demos',
        `   - Meridian Transit: **Met, with a condition**: “Pale” (Priya Raman, ${at('14:00')}). Condition P-2: The amber is brighter, due 25 November 2026 by Fieldnote Software`,
      ],
      ['Demos', `   - Fieldnote Software: **Met** (Tomás Herrera, ${at('14:00')}, from afar)`],
      ['Demos', `### ${meeting.disputed.key} Story 2 (5 points)\n\nOutcome: **Disputed**`],
      ['Demos', '**Not met**: “The driver got no call”'],
      ['Demos', '   - No verdict.'],
      [
        'Demos',
        'Dispute, taken to the sponsors by Tomás Herrera:\n\n> We called twice\n\n- Meridian Transit ruled: **return**: “No call reached the depot” (Priya Raman)',
      ],
      ['Demos', '- [The demo](<https://video.example.org/7>) (recording)'],
      ['Demos', '/files/'],
      ['Concerns', '- **C-1** No test data for depot 4 (Meridian Transit): open'],
      [
        'Carry-over',
        `**${meeting.disputed.key}** Story 2 (was “To demo”): **carried over, into 2026-W48**: “The call is still to be seen” (Priya Raman)`,
      ],
      ['Next iteration', 'Week 2026-W48, 2 points.'],
      ['Next iteration', 'Signed:\n\n- Fieldnote Software by Tomás Herrera, 18 November 2026'],
      ['Pulse', '- Meridian Transit: 4 of 5, from 1 answer (0 × 1, 0 × 2, 0 × 3, 1 × 4, 0 × 5)'],
      ['Decisions', `### Demo: ${meeting.accepted.key} Story 1\n\n- Amber is #FFBF00 (Priya Raman`],
      ['Decisions', '### Winter timetable\n\n- Withdrawn: ~~We meet on Mondays~~ (Priya Raman'],
      [
        'Actions',
        '### Winter timetable\n\n- **P-3** Send the winter timetable (Fieldnote Software; due 24 November 2026): open',
      ],
      ['Celebrations', `- Priya Raman to Tomás Herrera, for ${meeting.accepted.key}: “For the night shift”`],
      ['Time', `- Demo: ${meeting.accepted.key} Story 1: 7:20 of 5:00, 2:20 over`],
      [
        'Record',
        `Hash (SHA-256): \`${minutes.hash}\`\n\nRatified:\n\n- Fieldnote Software by Tomás Herrera, 20 November 2026`,
      ],
    ] as const;
    for (const [title, words] of all) expect(section(markdown, title)).toContain(words);
    const next = section(markdown, 'Next iteration');
    expect(next).toMatch(/Hash: `[0-9a-f]{64}`/);
    expect(markdown).toMatch(/- Facilitated by Priya Raman \(from 14:00\), Tomás Herrera \(handed over at 14:01\)/);
  });
});

import { email, password } from '@tandem/schema/partnership/inputs';
import { line, lines, name } from '@tandem/schema/partnership/text';
import { timeZoneFrom } from '@tandem/schema/partnership/time-zone';
import fc from 'fast-check';
import { expect, test } from 'vitest';

/** Any of the rules, by the interface that validators share (Standard Schema). */
interface Rule {
  '~standard': { validate(text: unknown): { value: unknown } | { issues: unknown } | Promise<unknown> };
}

const cleaned = (rule: Rule, text: string): unknown => {
  const result = rule['~standard'].validate(text) as { value: unknown } | { issues: readonly unknown[] };
  return 'issues' in result && result.issues ? null : 'value' in result ? result.value : null;
};

test('a name keeps letters of every script and the marks that belong to them', () => {
  for (const kept of ['Zoë Şahin', 'محمد', '山田太郎', 'می‌خواهم', 'O’Brien-Łuczak', '👩‍🚀 Ada', 'R2'])
    expect(cleaned(name('The name', 80), kept)).toBe(kept.normalize('NFC'));
});

test('letters that are composed differently become the same name', () => {
  expect(cleaned(name('The name', 80), 'Tom\u0061\u0301s')).toBe('Tomás');
  expect(cleaned(name('The name', 80), 'Tom\u0061\u200b\u0301s')).toBe('Tomás');
});

test.each(['', '   ', '\u200b', '\u202e\u2066', '—', '\u0000', 'a\u0007b', 'line\nbreak', 'half \udc00'])(
  '%j is no name',
  (text) => {
    expect(cleaned(name('The name', 80), text)).toBe(null);
  },
);

test('what a line lets through is in NFC, on one line, trimmed, visible, within its length, and cleaned again the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const kept = cleaned(line('The title', 40), text);
      if (typeof kept !== 'string') return;
      expect(kept).toBe(kept.normalize('NFC').trim());
      expect(kept).not.toMatch(/[\p{Cc}\p{Cs}\u200b\u202a-\u202e\u2066-\u2069\ufeff]|\s\s/u);
      expect(kept.length).toBeLessThanOrEqual(40);
      expect(cleaned(line('The title', 40), kept)).toBe(kept);
    }),
    { numRuns: 2_000 },
  );
});

test('a purpose keeps its line breaks, whichever system typed them', () => {
  expect(cleaned(lines('The purpose', 80), ' One\r\nTwo\rThree\n\tFour ')).toBe('One\nTwo\nThree\n Four');
});

test.each([
  ['ama@example.org', true],
  ['a.b+c_d@sub.example.co.uk', true],
  ['çelik@bücher.example', true],
  ['ama@example', false],
  ['@example.org', false],
  ['ama@@example.org', false],
  ['ama@example.o', false],
  ['<ama@example.org>', false],
  ['ama@example.org, sam@example.org', false],
])('%s as an e-mail address: %s', (text, valid) => {
  expect(cleaned(email, text) !== null).toBe(valid);
});

test('a password is taken as typed, spaces and all', () => {
  expect(cleaned(password, ' två ord och mer ')).toBe(' två ord och mer ');
});

test.each([
  ['Europe/London', 'Europe/London'],
  ['UTC', 'UTC'],
  ['Etc/UTC', 'UTC'],
  ['america/new_york', 'America/New_York'],
  ['+01:00', null],
  ['Europe/Atlantis', null],
  ['', null],
  ['../etc/passwd', null],
])('the time zone %j is kept as %j', (text, zone) => {
  expect(timeZoneFrom(text)).toBe(zone);
});

test('two browsers’ names of one zone are one zone', () => {
  expect(timeZoneFrom('Asia/Kolkata')).toBe(timeZoneFrom('Asia/Calcutta'));
  expect(timeZoneFrom('Europe/Kyiv')).toBe(timeZoneFrom('Europe/Kiev'));
});

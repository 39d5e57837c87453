import { answerBytes, PLAIN_TEXTS } from '@tandem/api/platform/graphql/answer-bytes';
import { expect, test } from 'vitest';

const long = 'aGVsbG8+/'.repeat(5_000);
const longer = `${long}=`;

test.each([
  ['no plain text', { data: { title: 'Später “Bus” \\ 🚌' } }, []],
  ['one', { data: { document: { seq: 3, updates: [long], signatures: [null] } } }, [long]],
  [
    'several, between letters of more than a byte',
    { data: { a: 'é', updates: [long, '🚌', longer, long], z: '"' } },
    [long, longer],
  ],
  ['one that the answer does not have', { data: { title: 'bus' } }, [long]],
  ['a key of that name', { data: { [long]: 1, value: long } }, [long]],
])('an answer with %s is what JSON.stringify makes of it', (_what, result, plain) => {
  const bytes = answerBytes(result, { [PLAIN_TEXTS]: plain });
  expect(bytes.equals(Buffer.from(JSON.stringify(result)))).toBe(true);
});

test('an event that names no plain texts is answered like all others', () => {
  const result = { data: { updates: [long] } };
  expect(answerBytes(result, {}).equals(Buffer.from(JSON.stringify(result)))).toBe(true);
});

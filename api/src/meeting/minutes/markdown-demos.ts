import type { MinutedDemo, MinutedPromise } from '@tandem/schema/meeting/minutes';
import { OUTCOME_WORDS, VERDICT_WORDS } from '@tandem/schema/meeting/outcome';
import { type Clock, inline, link, points, quoted, said } from './markdown-words.ts';

/** What sections tell of people and promises with. */
export interface Telling {
  clock: Clock;
  publicUrl: string;
  name(id: string): string;
  promise(key: string): MinutedPromise | undefined;
}

/** A demo: what it came to and for whom, criterion by criterion. */
export function demoSection(demo: MinutedDemo, telling: Telling, due: string): string {
  const outcome = OUTCOME_WORDS[demo.outcome] + (demo.provisional ? `, provisionally until ${due}` : '');
  return [
    `### ${inline(`${demo.key} ${demo.title}`)} (${points(demo.points)})`,
    `Outcome: **${outcome}**`,
    ...(/\S/.test(demo.words) ? [quoted(demo.words)] : []),
    demo.criteria.length === 0
      ? 'It has no criteria.'
      : demo.criteria.map((criterion, index) => criterionItem(criterion, index + 1, telling)).join('\n'),
    ...(demo.dispute ? [disputeOf(demo.dispute, telling)] : []),
    ...(demo.evidence.length > 0 ? [evidenceOf(demo.evidence, telling)] : []),
  ].join('\n\n');
}

function criterionItem(
  { text, version, verdicts }: MinutedDemo['criteria'][number],
  number: number,
  { name, clock, promise }: Telling,
): string {
  const lines = verdicts.map(({ party, member, verdict, note, promise: key, asynchronous, at }) => {
    const met = key === null ? undefined : promise(key);
    const condition = met ? `${inline(met.text)}, due ${clock.day(met.dueOn)} by ${name(met.ownerParty)}` : '';
    return [
      `   - ${name(party)}: **${VERDICT_WORDS[verdict]}**${said(note)} (${name(member)}, ${clock.moment(at)}`,
      asynchronous ? ', from afar)' : ')',
      key === null ? '' : `. Condition ${key}${condition && `: ${condition}`}`,
    ].join('');
  });
  if (verdicts.length === 0) lines.push('   - No verdict.');
  return [`${number}. ${inline(text) || '(no words)'} (version ${version})`, ...lines].join('\n');
}

function disputeOf({ reason, member, rulings }: NonNullable<MinutedDemo['dispute']>, { name }: Telling): string {
  const lines = rulings.map(
    (one) =>
      `- ${name(one.party)} ruled: **${one.ruling === 'ACCEPT' ? 'accept' : 'return'}**${said(one.note)} (${name(one.member)})`,
  );
  if (rulings.length === 0) lines.push('- Nobody has ruled.');
  return [`Dispute, taken to the sponsors by ${name(member)}:`, quoted(reason), lines.join('\n')].join('\n\n');
}

const EVIDENCE_WORDS: Readonly<Record<string, string>> = {
  LINK: 'link',
  RECORDING: 'recording',
  SCREENSHOT: 'screenshot',
};

function evidenceOf(evidence: MinutedDemo['evidence'], { publicUrl }: Telling): string {
  const lines = evidence.map(
    ({ kind, title, url }) =>
      `- ${url === null ? inline(title) : link(title, url, publicUrl)} (${EVIDENCE_WORDS[kind] ?? 'link'})`,
  );
  return ['Shown with:', lines.join('\n')].join('\n\n');
}

import { AGREEMENT_SECTIONS, type AgreementSection, sectionTitles } from '@tandem/schema/partnership/agreement';
import canonicalize from 'canonicalize';
import type { LadderLevel } from './ladder.ts';

/** What is signed: every section's plain words, and the ladder. */
export interface AgreementState {
  sections: Readonly<Record<AgreementSection, string>>;
  ladder: readonly LadderLevel[];
}

/** As a row holds them; a section that nobody has written is missing there. */
export const sectionsFrom = (stored: Partial<Record<string, string>>): AgreementState['sections'] =>
  Object.fromEntries(AGREEMENT_SECTIONS.map((section) => [section, stored[section] ?? ''])) as Record<
    AgreementSection,
    string
  >;

/** What a snapshot froze. */
export const stateIn = (content: string): AgreementState => (JSON.parse(content) as { state: AgreementState }).state;

export const sameLadder = (one: readonly LadderLevel[], other: readonly LadderLevel[]): boolean =>
  canonicalize(one) === canonicalize(other);

/** What is different, in words that end a sentence. Empty when nothing is. */
export function changesBetween(before: AgreementState, after: AgreementState, parties: PartyNames): string[] {
  const titles = sectionTitles(parties.client, parties.vendor);
  const edited = AGREEMENT_SECTIONS.filter((section) => before.sections[section] !== after.sections[section]);
  const changes = edited.map((section) => `“${titles[section]}” was edited`);
  return sameLadder(before.ladder, after.ladder) ? changes : [...changes, 'the escalation ladder changed'];
}

export interface PartyNames {
  client: string;
  vendor: string;
}
